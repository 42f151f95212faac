using BenchmarkDotNet.Attributes;
using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Pii;

namespace Tiltyard.Benchmarks;

/// <summary>
/// Sentences through the detector of personal data, everything or only what has a form, beside a bare pass that looks at every character.
/// One operation is one sentence of about a hundred characters.
/// </summary>
public class PiiBenchmarks
{
    public const int Sentences = 10;

    private readonly List<Detection> _found = [];
    private readonly PiiDetector _all = new(new PiiOptions());
    private readonly PiiDetector _formed = new(new PiiOptions { Types = [.. PiiTypes.All.Where(type => PiiTypes.StructuredFamilies.Contains(type.Family, StringComparer.Ordinal)).Select(type => type.Name)] });

    private readonly string[] _sentences =
    [
        "My name is Ingrid Halvorsen and I moved to 14 Kirkegata, 0153 Oslo, in March of last year.",
        "Could you send the invoice for card 4111 1111 1111 1111 to ingrid.halvorsen@example.org, please?",
        "The quarterly report is late because the numbers from the northern region did not arrive before Friday.",
        "Ring me on +44 20 7946 0958 or at the desk, (212) 555-0187 x044, whenever it suits you this week.",
        "Nothing in this sentence points to anybody, and most sentences that an agent reads are just like it.",
        "The account DE89370400440532013000 belongs to Northwind Traders Ltd., said Mr. Okafor on 12/31/2024.",
        "Please restart the service on 10.20.30.40 and check https://status.example.com/incidents/42 afterwards.",
        "Her passport C01X00T47 expires in June 2031, and her driver's license number is D1234567.",
        "We reviewed seventeen proposals, rejected four of them, and asked for changes in the remaining thirteen.",
        "Kwame and Maria flew to Nairobi, where the Kenyan partner of Acme Consulting Group met them at the airport.",
    ];

    public static int Sink { get; private set; }

    [Benchmark(Baseline = true, OperationsPerInvoke = Sentences)]
    public void Bare_pass()
    {
        var letters = 0;
        foreach (var sentence in _sentences)
        {
            foreach (var letter in sentence)
            {
                if (char.IsLetterOrDigit(letter)) letters++;
            }
        }

        Sink = letters;
    }

    [Benchmark(OperationsPerInvoke = Sentences)]
    public void Fixed_forms() => Detect(_formed);

    [Benchmark(OperationsPerInvoke = Sentences)]
    public void Everything() => Detect(_all);

    private void Detect(PiiDetector detector)
    {
        foreach (var sentence in _sentences)
        {
            _found.Clear();
            detector.Detect(sentence, _found);
        }
    }
}
