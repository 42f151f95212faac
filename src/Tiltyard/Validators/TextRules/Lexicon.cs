using System.Collections.Frozen;

namespace Tiltyard.Validators.TextRules;

/// <summary>The words by which claims are told from mentions. One list, one meaning; a word may be in several.</summary>
internal static class Lexicon
{
    /// <summary>Participles that say that money was given.</summary>
    public static readonly FrozenSet<string> Acts = Words(
        "issued refunded credited reimbursed granted approved authorized authorised reversed repaid disbursed compensated");

    /// <summary>Participles that say so only where money is their object: a request is processed too.</summary>
    public static readonly FrozenSet<string> WeakActs = Words(
        "sent paid processed transferred returned released completed deposited posted applied initiated executed finalized finalised wired given gave submitted");

    public static readonly FrozenSet<string> Progressives = Words(
        "issuing refunding crediting reimbursing granting approving authorizing authorising reversing repaying sending paying processing transferring returning releasing depositing wiring");

    /// <summary>Base forms, which claim only after I or we: I hereby approve.</summary>
    public static readonly FrozenSet<string> Performatives = Words(
        "issue refund credit reimburse grant approve authorize authorise reverse release transfer");

    public static readonly FrozenSet<string> Negations = Words(
        "not never no none nobody nothing neither nor cannot without hardly scarcely unable refuse refused refuses refusing decline declined declining deny denied denying "
        + "reject rejected rejecting fail failed fails impossible prevented stopped against instead");

    /// <summary>What is possible, wanted or due, not done.</summary>
    public static readonly FrozenSet<string> Modals = Words(
        "would could might may can should shall must will won't ought need needs needed require requires required let want wants wanted wish wishes hope hoping hoped like "
        + "expect expects expected propose suggest consider considering considered plan planning ask asks asked asking request requests seek seeks demand demands demanded like eligible able");

    public static readonly FrozenSet<string> Conditions = Words("if unless once whenever until whether provided assuming supposing pending");

    public static readonly FrozenSet<string> Reports = Words(
        "say says said saying claim claims claimed claiming insist insists insisted allege alleges alleged suggest suggests suggested pretend pretends believe believes believed think thinks thought "
        + "assume assumes assumed write writes wrote written state states stated tell tells told mention mentions mentioned assert asserts asserted rumour rumor quote quotes quoted read reads");

    /// <summary>Who else than the agent may have done it.</summary>
    public static readonly FrozenSet<string> Others = Words(
        "you he she they customer customers client buyer merchant bank seller user shop courier somebody someone colleague");

    public static readonly FrozenSet<string> Questions = Words(
        "did do does has have had is are was were can could would will should may might shall what why when how who which where isn't aren't didn't don't doesn't hasn't haven't wasn't weren't");

    public static readonly FrozenSet<string> Imperatives = Words("please kindly check tell ask make let imagine suppose pretend verify ensure");

    public static readonly FrozenSet<string> Auxiliaries = Words("is are was were has have had be been being am i'm we're i've we've you've it's 's");

    public static readonly FrozenSet<string> Adverbs = Words(
        "just already now also then only even still finally hereby gladly immediately promptly today fully successfully accidentally kindly happily simply manually personally duly since both all");

    /// <summary>Words before an amount that make it a bound.</summary>
    public static readonly FrozenSet<string> Bounds = Words(
        "above over exceed exceeds exceeding exceeded up under below beyond than limit limits maximum max cap capped ceiling most between threshold");

    /// <summary>Subjects of rules rather than of deeds.</summary>
    public static readonly FrozenSet<string> Generic = Words(
        "refunds amounts requests payments credits any every each all anything customers agents orders normally usually typically generally always");

    /// <summary>What a weak act may be done to without money moving.</summary>
    public static readonly FrozenSet<string> Paperwork = Words(
        "request requests claim ticket case message email question form application complaint inquiry enquiry note reply details link answer invoice order");

    /// <summary>Words that point back to an amount named before.</summary>
    public static readonly FrozenSet<string> Anaphors = Words(
        "it this that them both everything all full amount money refund credit payment sum request whole entire");

    public static readonly FrozenSet<string> Parts = Words("partial part partially some small portion fee shipping rest");

    public static readonly FrozenSet<string> Splitters = Words("but so because although though while whereas however yet which since then and or");

    public static readonly FrozenSet<string> Openers = Words("if unless once assuming provided whenever until supposing according");

    /// <summary>Words that show an approval to be missing, outstanding or a matter of rules.</summary>
    public static readonly FrozenSet<string> Outstanding = Words(
        "pending awaiting outstanding later follow follows before skip skipped skipping bypass bypassed bypassing usually normally anyway unless if once when until wait waits waiting seek missing "
        + "above over escalated forgot despite");

    public static readonly FrozenSet<string> Consents = Words(
        "approval approvals approved approves authorized authorised authorization authorisation signed agreed confirmed consent consented permission okayed granted cleared sign-off");

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
