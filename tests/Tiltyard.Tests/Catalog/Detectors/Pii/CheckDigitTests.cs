namespace Tiltyard.Tests.Catalog.Detectors.Pii;

/// <summary>Numbers that authorities print as examples, or that were worked out by hand from the published rule, and the same with one digit changed.</summary>
public sealed class CheckDigitTests
{
    public static TheoryData<string, string> Valid => new()
    {
        { "us_ssn", "536-90-4399" }, { "us_npi", "1234567893" }, { "aba_routing", "011000015" }, { "medical_license", "AB1234563" }, { "vehicle_id", "1M8GDM9AXKP042788" }, { "imei", "490154203237518" },
        { "ca_sin", "130 692 544" }, { "br_cpf", "111.444.777-35" }, { "br_cnpj", "11.222.333/0001-81" }, { "mx_curp", "HEGG560427MVZRRL04" }, { "cl_rut", "12.345.678-5" }, { "ar_cuit", "20-12345678-6" },
        { "uk_nhs", "943 476 5919" }, { "uk_utr", "1123456789" }, { "uk_vat_id", "GB980780684" }, { "ie_pps", "1234567T" },
        { "de_tax_id", "36574261809" }, { "de_vat_id", "DE136695976" }, { "de_social_security", "15070649C103" }, { "de_health_insurance", "A123456780" },
        { "fr_nir", "255081416802538" }, { "fr_siren", "732829320" }, { "fr_siret", "73282932000074" }, { "nl_bsn", "111222333" }, { "be_national_number", "85.07.30-033.28" }, { "be_vat_id", "BE0411905847" },
        { "at_svnr", "1237010180" }, { "ch_ahv", "756.9217.0769.85" }, { "ch_uid", "CHE-116.281.710" },
        { "es_nif", "12345678Z" }, { "es_nie", "X1234567L" }, { "es_cif", "A58818501" }, { "pt_nif", "123456789" }, { "it_fiscal_code", "RSSMRA85T10A562S" }, { "it_vat_code", "00743110157" }, { "gr_afm", "094259216" },
        { "fi_personal_identity_code", "131052-308T" }, { "se_personnummer", "811218-9876" }, { "se_organisationsnummer", "556036-0793" }, { "no_fodselsnummer", "01010750160" }, { "is_kennitala", "120174-3399" },
        { "ee_isikukood", "37605030299" }, { "lt_asmens_kodas", "33309240064" }, { "pl_pesel", "44051401359" }, { "pl_nip", "106-00-00-062" }, { "pl_regon", "123456785" }, { "pl_id_card", "ABA300000" },
        { "cz_rodne_cislo", "736028/5163" }, { "ro_cnp", "1630615123457" }, { "bg_egn", "7523169263" }, { "hr_oib", "94577403194" }, { "yu_jmbg", "0101006500006" }, { "tr_national_id", "10000000146" },
        { "ua_tax_number", "1759013776" }, { "ru_inn", "7707083893" }, { "ru_snils", "112-233-445 95" }, { "in_aadhaar", "234123412346" }, { "kr_brn", "104-86-56659" }, { "cn_resident_id", "11010519491231002X" },
        { "tw_national_id", "A123456789" }, { "hk_id", "A123456(3)" }, { "jp_my_number", "123456789018" }, { "sg_nric_fin", "S1234567D" }, { "th_tnin", "1234567890121" }, { "au_abn", "51 824 753 556" },
        { "au_acn", "004 085 616" }, { "au_tfn", "123456782" }, { "au_medicare", "2123456701" }, { "nz_ird", "49091850" }, { "za_id_number", "8001015009087" }, { "il_id", "123456782" },
        { "iban", "GB82 WEST 1234 5698 7654 32" }, { "iban", "DE89370400440532013000" }, { "credit_card", "4111 1111 1111 1111" }, { "credit_card", "378282246310005" }, { "credit_card", "30569309025904" },
        { "crypto", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2" }, { "crypto", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq" },
    };

    /// <summary>Types in which some numbers keep no right check digit, so that a wrong one only makes them less sure.</summary>
    private static readonly string[] Lenient = ["us_ssn", "vehicle_id", "crypto", "sg_nric_fin"];

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_number_with_right_check_digits_is_found_whole(string type, string number) => Assert.Equal([$"{type} {number}"], Found.In($"({number})", 0, type));

    [Theory]
    [MemberData(nameof(Valid))]
    public void The_same_number_with_one_digit_changed_is_no_number_of_that_type(string type, string number)
    {
        if (Lenient.Contains(type, StringComparer.Ordinal)) return;
        // The last digit of some numbers is no check digit; the third from the end is covered in all.
        var at = Enumerable.Range(0, number.Length).Where(index => char.IsAsciiDigit(number[index])).TakeLast(3).First();
        var changed = number[..at] + (char)('0' + ((number[at] - '0' + 1) % 10)) + number[(at + 1)..];

        Assert.DoesNotContain($"{type} {changed}", Found.In($"({changed})", 0, type), StringComparer.Ordinal);
    }

    [Fact]
    public void A_coin_address_with_one_letter_changed_is_none()
    {
        Assert.Empty(Found.In("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3", 0, "crypto"));
        Assert.Empty(Found.In("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdz", 0, "crypto"));
    }
}
