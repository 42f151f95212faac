using System.Globalization;
using Tiltyard.Lab.Policies;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Processes;

/// <summary>
/// What is in a specimen and what a device reads. Patients differ by a normal or log-normal law, a few are far out in one analyte; a device adds
/// its own noise and, where it drifts, its bias. The same specimen has the same content however often it is measured.
/// </summary>
public sealed class PatientModel(LabPolicy policy)
{
    private readonly SeededRandom _patient = new();
    private readonly SeededRandom _device = new();
    private EpisodeKey _key;

    public void Begin(in EpisodeKey key)
    {
        _key = key;
        _device.Reseed(key.Stream("lab/measurement"));
    }

    /// <summary>One reading of each analyte of the panel, in its order; bias in standard deviations of the device's noise.</summary>
    public void Read(string specimen, int panel, double bias, Span<double> readings)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        Span<char> component = stackalloc char[256];
        if (component.TryWrite(CultureInfo.InvariantCulture, $"lab/patient/{specimen}", out var length)) _patient.Reseed(_key, component[..length]);
        else _patient.Reseed(_key.Stream($"lab/patient/{specimen}"));
        var analytes = policy.Catalogue.PanelInfo[panel].Analytes;
        var extreme = _patient.NextBool(policy.Catalogue.CriticalShare) ? _patient.NextInt(analytes.Length) : -1;
        for (var place = 0; place < analytes.Length; place++)
        {
            var analyte = policy.Catalogue.AnalyteInfo[analytes[place]];
            var content = place == extreme ? Extreme(analyte) : Usual(analyte);
            var reading = content + (analyte.RunSd * (bias + _device.NextGaussian(0, 1)));
            readings[place] = DecimalRounding.Round(Math.Max(reading, 0), analyte.Decimals);
        }
    }

    private double Usual(Analyte analyte)
    {
        if (!analyte.IsSkewed) return _patient.NextGaussian(analyte.Mean, analyte.Sd);
        var variance = PortableMath.Log(1 + (analyte.Sd * analyte.Sd / (analyte.Mean * analyte.Mean)));
        return PortableMath.Exp(_patient.NextGaussian(PortableMath.Log(analyte.Mean) - (variance / 2), Math.Sqrt(variance)));
    }

    /// <summary>Beyond one of the critical thresholds by a tenth to a half of it; usual where there is none.</summary>
    private double Extreme(Analyte analyte)
    {
        var beyond = 0.1 + (0.4 * _patient.NextDouble());
        var goesLow = _patient.NextBool(0.5);
        return analyte.Critical switch
        {
            { Low: { } low } critical when goesLow || critical.High is null => low * (1 - beyond),
            { High: { } high } => high * (1 + beyond),
            _ => Usual(analyte),
        };
    }
}
