using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace EhrAdapters.Tests.Mapping;

/// <summary>Invented patients in the shapes that each vendor is known to send.</summary>
internal static class SampleShapes
{
    private static readonly JsonSerializerOptions Lenient =
        new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector).UsingMode(DeserializationMode.Ostrich);

    public static Patient Parse(string json) => JsonSerializer.Deserialize<Patient>(json, Lenient)!;

    private static string Omb(string name, string code, string text) =>
        $$$"""{"url":"http://hl7.org/fhir/us/core/StructureDefinition/{{{name}}}","extension":[{"url":"ombCategory","valueCoding":{"system":"urn:oid:2.16.840.1.113883.6.238","code":"{{{code}}}","display":"{{{text}}}"}},{"url":"text","valueString":"{{{text}}}"}]}""";

    public static Patient Epic(int number) => Parse($$$"""
        {"resourceType":"Patient","id":"eInvented{{{number}}}",
         "extension":[
           {"url":"http://open.epic.com/FHIR/StructureDefinition/extension/legal-sex","valueCodeableConcept":{"coding":[{"system":"urn:oid:1.2.3.4.9","code":"female","display":"female"}]}},
           {{{Omb("us-core-race", "2106-3", "White")}}},
           {"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity","extension":[{"url":"text","valueString":"Unknown"}]},
           {"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex","valueCode":"248152002"}],
         "identifier":[
           {"use":"usual","type":{"text":"EXTERNAL"},"system":"urn:oid:1.2.3.4.2","value":"Z{{{number}}}"},
           {"use":"usual","type":{"text":"INTERNAL"},"system":"urn:oid:1.2.3.4.2","value":"     Z{{{number}}}"},
           {"use":"usual","type":{"text":"EPI"},"system":"urn:oid:1.2.3.4.14","value":"20{{{number}}}"}],
         "name":[{"use":"old","text":"Ada Bergmoen","family":"Bergmoen","given":["Ada"]},{"use":"official","text":"Ada Lund","family":"Lund","given":["Ada","Marie"]},{"use":"usual","family":"Lund","given":["Ada"]}],
         "telecom":[{"system":"phone","value":"+1 555-010-00{{{number}}}","use":"home","rank":1},{"system":"email","value":"ada{{{number}}}@mail.example"}],
         "gender":"female","birthDate":"1984-02-29","deceasedBoolean":false,
         "address":[{"use":"old","line":["1 Past Road"],"city":"ELSEWHERE"},{"use":"home","text":"9 Sample Way\r\nTESTVILLE WI 53500","line":["9 Sample Way"],"city":"TESTVILLE","state":"WI","postalCode":"53500"}],
         "communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"en","display":"English"}],"text":"English"},"preferred":true}]}
        """);

    public static Patient Oracle(int number) => Parse($$$"""
        {"resourceType":"Patient","id":"1272{{{number}}}",
         "extension":[{{{Omb("us-core-race", "2054-5", "Black or African American")}}},{{{Omb("us-core-ethnicity", "2186-5", "Not Hispanic or Latino")}}},{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex","valueCode":"M"}],
         "identifier":[
           {"id":"CI-1-0","use":"usual","type":{"coding":[{"system":"https://codes.example/codeSet/4","code":"10","display":"MRN","userSelected":true},{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}],"text":"MRN"},"system":"urn:oid:1.9.8.1","value":"OLD{{{number}}}","period":{"start":"2001-01-01","end":"2015-06-30T10:00:00.000Z"}},
           {"id":"CI-1-1","use":"usual","type":{"coding":[{"system":"https://codes.example/codeSet/4","code":"7","display":"Community Medical Record Number"},{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}],"text":"Community Medical Record Number"},"system":"urn:oid:1.9.8.2","value":"C{{{number}}}"},
           {"id":"CI-1-2","use":"usual","type":{"coding":[{"system":"https://codes.example/codeSet/4","code":"10","display":"MRN"},{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}],"text":"MRN"},"system":"urn:oid:1.9.8.1","value":"{{{number}}}","_value":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/rendered-value","valueString":"000{{{number}}}"}]},"period":{"start":"2015-07-01T00:00:00.000Z"}}],
         "name":[{"use":"official","text":"LUND, TOMAS ERIK","family":"LUND","given":["TOMAS","ERIK"]}],
         "telecom":[{"system":"phone","value":"5550109999","use":"home","period":{"start":"2010-01-01","end":"2012-01-01"}},{"system":"phone","value":"5550100041","use":"home","rank":1},{"system":"email","value":"tomas@mail.example"}],
         "gender":"male","birthDate":"1971-02-09",
         "address":[{"use":"home","text":"4 Elm\nTESTVILLE, MO","line":["4 Elm"],"city":"TESTVILLE","state":"MO","postalCode":"64000","country":"US"}],
         "communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"es"}],"text":"Spanish"}}]}
        """);

    public static Patient Meditech(int number) => Parse($$$"""
        {"resourceType":"Patient","id":"5f0d7a0e-3c1b-5a77-9e42-0000000000{{{number}}}",
         "extension":[{{{Omb("us-core-race", "2028-9", "Asian")}}},{{{Omb("us-core-ethnicity", "2135-2", "Hispanic or Latino")}}},{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex","valueCode":"F"}],
         "identifier":[{"type":{"text":"Medical record number","coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}]},"system":"https://ehr.hospital.example:443/identifier/MRN","value":"EH000047{{{number}}}"}],
         "name":[{"family":"Quist","given":["Lena"]}],
         "telecom":[{"system":"email","value":"lena@mail.example"},{"system":"phone","value":"617-555-0142","use":"home","rank":1}],
         "gender":"female","birthDate":"1990-11-30","deceasedDateTime":"2024-05-06T07:08:09Z",
         "address":[{"line":["77 Mill Lane"],"city":"Salemtown","state":"MA","postalCode":"01900"}],
         "communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"eng"}]}}]}
        """);

    public static Patient Athena(int number) => Parse($$$"""
        {"resourceType":"Patient","id":"a-195900.E-7001{{{number}}}",
         "extension":[{{{Omb("us-core-race", "2106-3", "White")}}},{{{Omb("us-core-ethnicity", "2186-5", "Not Hispanic or Latino")}}},{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex","valueCode":"UNK"}],
         "identifier":[{"system":"https://fhir.athena.io/sid/ah-patient","value":"a-195900.E-7001{{{number}}}"},{"system":"http://hl7.org/fhir/sid/us-ssn","value":"000-00-0000"}],
         "name":[{"use":"official","period":{"start":"2020-01-01"},"family":"Norrby","given":["Ivo"]}],
         "telecom":[{"system":"phone","value":"(617) 555-0142","use":"home"},{"system":"email","value":"ivo@mail.example"}],
         "gender":"male","birthDate":"1952-01-28",
         "address":[{"use":"billing","type":"postal","line":["Box 1"],"city":"WATERTON"},{"use":"home","line":["55 NORTH STREET"],"city":"WATERTON","state":"CA","postalCode":"90000"}],
         "communication":[{"language":{"text":"English","coding":[{"system":"urn:ietf:bcp:47","code":"EN"}]}}]}
        """);
}
