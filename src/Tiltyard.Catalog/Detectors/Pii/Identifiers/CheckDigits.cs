namespace Tiltyard.Catalog.Detectors.Pii.Identifiers;

/// <summary>The arithmetic of check digits. Each takes letters and digits without separators, in capitals.</summary>
internal static class CheckDigits
{
    private static readonly byte[] Dihedral =
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 0, 6, 7, 8, 9, 5, 2, 3, 4, 0, 1, 7, 8, 9, 5, 6, 3, 4, 0, 1, 2, 8, 9, 5, 6, 7, 4, 0, 1, 2, 3, 9, 5, 6, 7, 8,
        5, 9, 8, 7, 6, 0, 4, 3, 2, 1, 6, 5, 9, 8, 7, 1, 0, 4, 3, 2, 7, 6, 5, 9, 8, 2, 1, 0, 4, 3, 8, 7, 6, 5, 9, 3, 2, 1, 0, 4, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
    ];

    private static readonly byte[] Permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

    public static Soundness Or(bool isRight) => isRight ? Soundness.Sound : Soundness.Broken;

    /// <summary>Sound where right, else still possible: for numbers of which some were handed out without the check.</summary>
    public static Soundness OrPlausible(bool isRight) => isRight ? Soundness.Sound : Soundness.Plausible;

    public static int Digit(char digit) => digit - '0';

    /// <summary>The value of a digit, or of a letter with A = 10.</summary>
    public static int Value(char letter) => letter <= '9' ? letter - '0' : letter - 'A' + 10;

    public static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    public static bool IsOneDigit(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(text[0]);

    public static long Number(ReadOnlySpan<char> digits)
    {
        var number = 0L;
        foreach (var digit in digits) number = (number * 10) + Digit(digit);
        return number;
    }

    /// <summary>The sum of the digits times their weights; as many digits as there are weights.</summary>
    public static int Weighted(ReadOnlySpan<char> digits, params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var at = 0; at < weights.Length; at++) sum += Value(digits[at]) * weights[at];
        return sum;
    }

    /// <summary>Luhn's sum over all digits, the last being the check digit, is a multiple of ten (ISO/IEC 7812-1).</summary>
    public static bool Luhn(ReadOnlySpan<char> digits) => LuhnSum(digits) % 10 == 0;

    public static int LuhnSum(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = Digit(digits[^(at + 1)]);
            if (at % 2 == 1) digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return sum;
    }

    /// <summary>Verhoeff's check over the dihedral group of the pentagon.</summary>
    public static bool Verhoeff(ReadOnlySpan<char> digits)
    {
        var check = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = Digit(digits[^(at + 1)]);
            for (var turn = 0; turn < at % 8; turn++) digit = Permutation[digit];
            check = Dihedral[(check * 10) + digit];
        }

        return check == 0;
    }

    /// <summary>ISO/IEC 7064, MOD 11,10.</summary>
    public static bool Mod11And10(ReadOnlySpan<char> digits)
    {
        var product = 10;
        foreach (var digit in digits[..^1])
        {
            var sum = (Digit(digit) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (11 - product) % 10 == Digit(digits[^1]);
    }

    /// <summary>The remainder by 97 of letters and digits, a letter being two digits from A = 10 (ISO/IEC 7064, MOD 97-10).</summary>
    public static int Mod97(ReadOnlySpan<char> text, int remainder = 0)
    {
        foreach (var letter in text) remainder = letter <= '9' ? ((remainder * 10) + Digit(letter)) % 97 : ((remainder * 100) + Value(letter)) % 97;
        return remainder;
    }

    /// <summary>The weights 7, 3, 1 over letters and digits, as travel documents have them (ICAO 9303).</summary>
    public static int Travel(ReadOnlySpan<char> text)
    {
        var sum = 0;
        for (var at = 0; at < text.Length; at++) sum += Value(text[at]) * (at % 3 == 0 ? 7 : at % 3 == 1 ? 3 : 1);
        return sum % 10;
    }

    /// <summary>Whether there is such a day; the year decides about the 29th of February.</summary>
    public static bool IsDate(int year, int month, int day) => month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(Math.Clamp(year, 1, 9999), month);

    /// <summary>Whether two digits each of year, month and day are a day in one of the last two centuries.</summary>
    public static bool IsShortDate(ReadOnlySpan<char> digits) => IsShortDate((int)Number(digits[..2]), (int)Number(digits[2..4]), (int)Number(digits[4..6]));

    public static bool IsShortDate(int year, int month, int day) => IsDate(1900 + year, month, day) || IsDate(2000 + year, month, day);
}
