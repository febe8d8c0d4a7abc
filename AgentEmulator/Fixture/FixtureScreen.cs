namespace AgentEmulator.Fixture;

internal enum FixtureLight
{
    Dark,
    Green,
    Red,
}

/// <summary>What the operator of an impFactory sees: two lines of 16 characters, and a light.</summary>
/// <param name="Top">At most 16 characters.</param>
/// <param name="Bottom">At most 16 characters.</param>
/// <param name="Light">Green for passed, red for failed.</param>
internal sealed record FixtureScreen(string Top, string Bottom, FixtureLight Light)
{
    /// <summary>Characters of a line.</summary>
    public const int Width = 16;

    /// <summary>A screen whose lines are cut to their width.</summary>
    public static FixtureScreen Of(string top, string bottom, FixtureLight light = FixtureLight.Dark) => new(Cut(top), Cut(bottom), light);

    private static string Cut(string text) => text.Length <= Width ? text : text[..Width];
}
