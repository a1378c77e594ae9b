"""Names for people who do not exist: as mixed as a harbour city is."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Family:
    """Names that go together, and how many in a hundred have one of them."""

    weight: int
    firsts: str
    lasts: str


FAMILIES = (
    Family(
        60,
        "Alice Amy Barbara Beth Brian Callum Carol Charlotte Chloe Chris Colin Daniel Dave Dawn"
        " Debbie Derek Emily Emma Frank Gemma George Grace Graham Hannah Harry Hazel Ian Isla Jack"
        " Jade James Jan Jean Joan Joe Josh Joyce Kath Kerry Laura Lewis Linda Lucy Luke Mandy"
        " Margaret Mark Martin Molly Nick Olivia Pat Paul Pauline Pete Rachel Ray Ron Ruth Sally"
        " Sam Sandra Sheila Shirley Sophie Steve Sue Terry Tina Tom Vera Wendy Will Zoe",
        "Adams Bailey Baker Barrett Bennett Blake Bray Brooks Carter Chapman Clarke Cole Collins"
        " Cooper Cox Dawe Day Dingle Down Edgecombe Ellis Fisher Ford Foster Fox Gale Gill Goodman"
        " Gray Green Hale Harris Hart Hayes Hill Hocking Holman Hooper Hunt James Jarvis King"
        " Knight Lane Lang Lee Marsh Mason May Moore Newton Northcott Palmer Parsons Pascoe Pearce"
        " Penrose Perry Pike Pope Reed Rowe Rundle Sanders Shaw Short Skinner Snell Stone Taylor"
        " Tremain Trethewey Tucker Turner Vincent Wakeham Walsh Ward Webb West Wills Wood Yeo",
    ),
    Family(
        6,
        "Agnieszka Ania Beata Dorota Ewa Jakub Kasia Krzysztof Magda Marek Pawel Piotr Tomasz"
        " Zofia",
        "Adamska Bielak Czajka Duda Gorecka Jasik Kaminska Lis Maj Nowicka Pawlak Sikora Wrona"
        " Zych",
    ),
    Family(
        6,
        "Aisha Amit Anjali Farah Imran Kiran Meera Nadia Priya Rahul Ravi Sana Sunita Yusuf",
        "Ahmed Begum Chaudhry Das Hussain Iqbal Khan Malik Mehta Nair Patel Rahman Shah Verma",
    ),
    Family(
        5,
        "Abena Ade Blessing Chidi Emeka Esi Folake Grace Kofi Kwame Ngozi Ola Samuel Tunde",
        "Abiola Adeyemi Appiah Asante Balogun Boateng Eze Mensah Nwosu Obi Okafor Osei Owusu Sowah",
    ),
    Family(
        4,
        "Alina Andrei Bogdan Daryna Elena Ioana Ivan Maria Mihai Natalia Oksana Olena Radu Taras",
        "Bondar Dumitru Hrytsenko Ionescu Koval Lupu Marin Melnyk Moldovan Popa Rusu Savchuk Tkach",
    ),
    Family(
        4,
        "Ahmad Amira Azad Dilan Fatima Hana Karwan Leila Mariam Omar Rojin Samir Shirin Zana",
        "Ali Aziz Darwish Faraj Ghafour Hamid Hassan Jaff Karim Mahmood Najjar Rashid Saeed Salih",
    ),
    Family(
        4,
        "Bethan Carys Ciara Dai Declan Gareth Maeve Megan Niamh Nia Owen Rhys Siobhan Sian",
        "Bevan Byrne Doyle Evans Griffiths Kelly Lloyd Lynch Morgan Nolan Powell Quinn Rees Roche",
    ),
    Family(
        3,
        "Ana Beatriz Chun Hoi-Yan Joao Ka-Ming Lin Luis Mei Miguel Rui Siu-Ling Wai Xiao",
        "Alves Chan Cheung Costa Ferreira Ho Lau Leung Lopes Ng Pinto Ramos Tang Wong",
    ),
)
FIRST_NAME, WITH_INITIAL = 0.25, 0.5  # how people write themselves: a first name is enough


def invented(dice: Random, count: int) -> list[str]:
    """Return so many names, each another."""
    names: dict[str, None] = {}
    while len(names) < count:
        names.setdefault(_name(dice))
    return list(names)


def _name(dice: Random) -> str:
    [family] = dice.choices(FAMILIES, [family.weight for family in FAMILIES])
    first, last = dice.choice(family.firsts.split()), dice.choice(family.lasts.split())
    writes = dice.random()
    if writes < FIRST_NAME:
        return first
    return f"{first} {last[0]}" if writes < WITH_INITIAL else f"{first} {last}"
