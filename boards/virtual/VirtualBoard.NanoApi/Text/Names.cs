namespace VirtualBoard.NanoApi.Text;

/// <summary>Days and months in nanoFramework's one culture.</summary>
internal static class Names
{
    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ];

    public static string Day(DayOfWeek day, bool full) => full ? Days[(int)day] : Days[(int)day][..3];

    public static string Month(int month, bool full) => full ? Months[month - 1] : Months[month - 1][..3];

    /// <summary>Number of the day whose short name a text begins with, -1 for none.</summary>
    public static int DayAt(ReadOnlySpan<char> text) => At(Days, text);

    /// <summary>Number from 0 of the month whose short name a text begins with, -1 for none.</summary>
    public static int MonthAt(ReadOnlySpan<char> text) => At(Months, text);

    private static int At(string[] names, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (text.StartsWith(names[i].AsSpan(0, 3), StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }
}
