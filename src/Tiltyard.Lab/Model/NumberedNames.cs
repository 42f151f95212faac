using System.Globalization;

namespace Tiltyard.Lab.Model;

/// <summary>Names of a word and a number, such as RUN_7, each made once.</summary>
public sealed class NumberedNames(string word)
{
    private readonly List<string> _names = [];

    public string this[int number]
    {
        get
        {
            while (_names.Count <= number) _names.Add(string.Create(CultureInfo.InvariantCulture, $"{word}{_names.Count}"));
            return _names[number];
        }
    }
}
