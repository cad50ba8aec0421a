namespace EhrSimulator.Patients;

/// <summary>Where invented people get their names and streets from.</summary>
internal static class Pools
{
    public static readonly string[] Female =
    [
        "Adela", "Brielle", "Corinne", "Dahlia", "Elspeth", "Fiona", "Greta", "Honora", "Imogen", "Juniper", "Katya", "Leocadia",
        "Marisol", "Nadine", "Ottilie", "Paloma", "Quinn", "Rosalind", "Saoirse", "Tamsin", "Ursula", "Verity", "Willa", "Yesenia",
    ];

    public static readonly string[] Male =
    [
        "Alaric", "Bastian", "Cyrus", "Dominic", "Ezra", "Florian", "Gideon", "Hollis", "Ignacio", "Jasper", "Kellan", "Lucian",
        "Mateo", "Nolan", "Orson", "Percival", "Quentin", "Rafael", "Silas", "Thaddeus", "Ulises", "Vaughn", "Wendell", "Zachary",
    ];

    public static readonly string[] Family =
    [
        "Abernethy", "Blackwood", "Castellano", "Dunmore", "Everhart", "Fairbanks", "Galloway", "Hathorne", "Iverson", "Jessup",
        "Kowalczyk", "Lindqvist", "Montalvo", "Nakagawa", "Okonjo", "Pemberton", "Quisenberry", "Redfeather", "Santangelo", "Thibodeaux",
        "Underhill", "Valdivia", "Westergaard", "Yarborough", "Zielinski", "Ashgrove", "Birdsong", "Colquhoun", "Delacroix", "Espinosa",
        "Fontaine", "Grimaldi", "Hollingsworth", "Ibarra", "Jankowski", "Kavanagh", "Larkspur", "McAllister", "Nightingale", "O'Rourke",
        "Pennington", "Rasmussen", "Standish", "Tran-Whitaker", "Vandermeer", "Winterbourne", "Xiong", "Yellowhorse", "Zamora", "Applewhite",
    ];

    public static readonly string[] Streets =
    [
        "Alder Bend", "Birchmere Road", "Copper Kettle Lane", "Drover's Way", "Elder Street", "Foxglove Court", "Granary Road",
        "Heron Landing", "Ironwood Avenue", "Juniper Trace", "Kiln Hill Road", "Lantern Street", "Millrace Drive", "Orchard Terrace",
    ];

    public static readonly Coded[] Races =
    [
        new("2106-3", "White"), new("2054-5", "Black or African American"), new("2028-9", "Asian"),
        new("1002-5", "American Indian or Alaska Native"), new("2076-8", "Native Hawaiian or Other Pacific Islander"),
    ];

    public static readonly Coded Hispanic = new("2135-2", "Hispanic or Latino");

    public static readonly Coded NotHispanic = new("2186-5", "Not Hispanic or Latino");

    public static readonly Coded[] Languages =
        [new("en", "English"), new("en", "English"), new("en", "English"), new("es", "Spanish"), new("vi", "Vietnamese"), new("pl", "Polish")];

    public static readonly Coded[] MaritalStatus = [new("M", "Married"), new("S", "Never Married"), new("D", "Divorced"), new("W", "Widowed")];
}
