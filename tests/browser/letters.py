"""In which letters a page is written."""

# The words in sight that are not in our typeface; a code that is to be copied is in its own.
FOREIGN = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode()) {
        const words = walk.currentNode.data.trim(), of = walk.currentNode.parentElement;
        if (!words || !of.checkVisibility() || of.closest("code, script, style")) continue;
        const family = getComputedStyle(of).fontFamily;
        if (!/^"?Figtree/.test(family)) found.push(`${words.slice(0, 40)}: ${family}`);
    }
    return found;
}"""
