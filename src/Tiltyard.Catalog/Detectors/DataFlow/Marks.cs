namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// What one word can mean for the question whether a text gives orders to an assistant. The upper ones are not the word's own: they
/// say where it stands.
/// </summary>
[Flags]
internal enum Marks : ulong
{
    None = 0,
    Ignore = 1UL << 0,
    Earlier = 1UL << 1,
    Order = 1UL << 2,
    Task = 1UL << 3,
    Before = 1UL << 4,
    After = 1UL << 5,
    You = 1UL << 6,
    Solve = 1UL << 7,
    Now = 1UL << 8,
    These = 1UL << 9,
    Perform = 1UL << 10,
    Machine = 1UL << 11,
    Assistant = 1UL << 12,
    AssistantName = 1UL << 13,
    Greeting = 1UL << 14,
    Gave = 1UL << 15,
    Giver = 1UL << 16,
    Use = 1UL << 17,
    Tool = 1UL << 18,
    With = 1UL << 19,
    Arguments = 1UL << 20,
    Important = 1UL << 21,
    Notice = 1UL << 22,
    Strictly = 1UL << 23,
    Obey = 1UL << 24,
    Not = 1UL << 25,
    Tell = 1UL << 26,
    Person = 1UL << 27,
    From = 1UL << 28,
    Me = 1UL << 29,
    Am = 1UL << 30,
    Your = 1UL << 31,
    Role = 1UL << 32,
    Instead = 1UL << 33,
    Must = 1UL << 34,
    Tag = 1UL << 35,
    System = 1UL << 36,
    New = 1UL << 37,
    Continue = 1UL << 38,
    May = 1UL << 39,
    Imperative = 1UL << 40,
    Speech = 1UL << 41,
    Lead = 1UL << 42,
    Thing = 1UL << 43,
    Specified = 1UL << 44,
    Todo = 1UL << 45,
    Month = 1UL << 46,
    To = 1UL << 47,
    Ongoing = 1UL << 48,
    Deferring = 1UL << 49,
    Saying = 1UL << 50,

    /// <summary>As often a thing as a deed: an e-mail, a message.</summary>
    AlsoThing = 1UL << 51,

    /// <summary>Comes before a thing: the, my, from.</summary>
    BeforeThing = 1UL << 52,

    /// <summary>Comes after a thing and never after an order: was, from, by.</summary>
    AfterThing = 1UL << 53,

    /// <summary>With "to" after it an order: need, have, you.</summary>
    Obliged = 1UL << 54,

    /// <summary>The first word of a sentence or after a colon.</summary>
    SentenceStart = 1UL << 55,

    /// <summary>The first word after an empty line or at an item of a list.</summary>
    ParagraphStart = 1UL << 56,

    /// <summary>The first word of another field of a record.</summary>
    FieldStart = 1UL << 57,

    /// <summary>The first word of a line, of a quotation or after a comma.</summary>
    ClauseStart = 1UL << 58,
    BeforeComma = 1UL << 59,
    BeforeStop = 1UL << 60,
    BeforeColon = 1UL << 61,
    BeforeShout = 1UL << 62,

    /// <summary>Stands in pointed or square brackets.</summary>
    Bracketed = 1UL << 63,
}
