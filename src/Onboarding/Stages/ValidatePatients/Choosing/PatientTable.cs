using System.Text.RegularExpressions;
using CsvHelper;
using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.ValidatePatients.Choosing;

/// <summary>The patients out of a table that a hospital sent. Patient data: shown as counts only.</summary>
/// <param name="Patients">Each once, in the table's order.</param>
/// <param name="Lines">Lines below the first.</param>
/// <param name="Empty">Lines without a number.</param>
/// <param name="Repeated">Lines whose number stood on an earlier one.</param>
/// <param name="Problem">Why the table cannot be used, by line and never by value; null where it can.</param>
public sealed partial record PatientTable(IReadOnlyList<TestPatient> Patients, TestPatientKind Kind, int Lines, int Empty, int Repeated, string? Problem)
{
    public const int MostCharacters = 512 * 1024;

    // Without what people put between the words.
    private static readonly string[] Numbers = ["mrn", "medicalrecordnumber", "medicalrecord", "recordnumber", "patientnumber", "chartnumber", "unitnumber"];
    private static readonly string[] Ids = ["id", "fhirid", "patientid", "logicalid", "fhirpatientid"];

    /// <summary>Reads a CSV whose first line names a column with the medical record number, or one with the FHIR ID.</summary>
    public static PatientTable Read(string text)
    {
        if (text.Length > MostCharacters)
            return Unusable("The file is larger than 512 KB. Ten patients are a short list; look whether this is the right file.");
        try
        {
            using var csv = CsvReader.FromText(text.TrimStart('\uFEFF'), new CsvReaderOptions { Separator = Separator(text), MalformedData = CsvMalformedDataHandling.Throw, TrackLineNumbers = true });
            return Read(csv);
        }
        catch (CsvFormatException broken)
        {
            return Unusable($"Line {Math.Max(1, broken.LineNumber)}: a quotation mark stands where none may. Save the table as CSV again.");
        }
    }

    public override string ToString() => $"({Patients.Count} patients)";

    private static PatientTable Read(CsvReader csv)
    {
        var (mrn, id) = (Column(csv, Numbers), Column(csv, Ids));
        // What the first line holds is not repeated: a table without a heading begins with a patient.
        if (mrn < 0 && id < 0)
            return Unusable("The first line must name a column “MRN” or “ID”. Add the heading and choose the file again.");
        var kind = mrn >= 0 ? TestPatientKind.Mrn : TestPatientKind.FhirId;
        var found = new List<TestPatient>();
        var (lines, empty, repeated) = (0, 0, 0);
        while (csv.Read())
        {
            lines++;
            var value = csv.GetString(mrn >= 0 ? mrn : id).Trim();
            if (value.Length == 0)
                empty++;
            else if (Shortened().IsMatch(value))
                return Unusable($"Line {csv.LineNumber}: the spreadsheet has shortened the number. Format the column as text, and save the table again.");
            else if (PatientList.Problem(value, kind) is { } problem)
                return Unusable($"Line {csv.LineNumber}: {problem}");
            else if (found.Exists(other => other.Value == value))
                repeated++;
            else
                found.Add(new(kind, value));
            if (found.Count > PatientList.Most)
                return Unusable($"The table names more than {PatientList.Most} patients. Ten are enough.");
        }

        return new(found, kind, lines, empty, repeated, found.Count == 0 ? "The table holds no patient below its first line." : null);
    }

    private static int Column(CsvReader csv, string[] names)
    {
        for (var column = 0; column < csv.Headers.Count; column++)
        {
            if (names.Contains(string.Concat(csv.Headers[column].Where(char.IsLetter)).ToLowerInvariant()))
                return column;
        }

        return -1;
    }

    // Spreadsheets of many countries write semicolons; the line of headings tells.
    private static char Separator(string text)
    {
        var first = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length);
        return first.Contains('\t') ? '\t' : first.Count(';') > first.Count(',') ? ';' : ',';
    }

    private static PatientTable Unusable(string problem) => new([], TestPatientKind.Mrn, 0, 0, 0, problem);

    [GeneratedRegex(@"^\d([.,]\d+)?[eE]\+\d+$")]
    private static partial Regex Shortened();
}
