// Read a JSON list of texts; print, for each, what Twilio's own calculator makes of it.
const { SegmentedMessage } = require("sms-segments-calculator");

const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const counted = texts.map((text) => new SegmentedMessage(text)).map((one) => ({
  encoding: one.encodingName,
  segments: one.segmentsCount,
}));
process.stdout.write(JSON.stringify(counted));
