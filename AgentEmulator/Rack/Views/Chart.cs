using System.Globalization;

namespace AgentEmulator.Rack.Views;

/// <summary>A chart over rack time, laid out in the coordinates of its view box; a page only draws it.</summary>
/// <param name="Title">What it shows, with its unit.</param>
/// <param name="Summary">The same in a sentence, for those who do not see it.</param>
/// <param name="XTicks">Ticks of the time axis, by x.</param>
/// <param name="YTicks">Ticks of the value axis, by y.</param>
/// <param name="Lines">Curves.</param>
/// <param name="Columns">Bars.</param>
/// <param name="Legend">What the colours mean; empty when there is one.</param>
public sealed record Chart(
    string Title, string Summary, IReadOnlyList<ChartTick> XTicks, IReadOnlyList<ChartTick> YTicks, IReadOnlyList<ChartLine> Lines,
    IReadOnlyList<ChartColumn> Columns, IReadOnlyList<ChartKey> Legend)
{
    public const double Width = 420;
    public const double Height = 214;
    public const double Left = 46;
    public const double Right = Width - 18;
    public const double Top = 8;
    public const double Bottom = Height - 22;

    /// <summary>Whether there is anything to draw.</summary>
    public bool IsEmpty => Lines.Count == 0 && Columns.Count == 0;

    /// <summary>A coordinate as SVG takes it.</summary>
    public static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>A tick of an axis.</summary>
public readonly record struct ChartTick(double At, string Label);

/// <summary>A curve.</summary>
/// <param name="Style">Class that gives the colour.</param>
/// <param name="Points">As the points attribute of a polyline.</param>
/// <param name="Name">Shown when pointed at.</param>
/// <param name="IsDot">Whether it has one point only, which a polyline would not show.</param>
/// <param name="LastX">Where it ends.</param>
/// <param name="LastY">Where it ends.</param>
public readonly record struct ChartLine(string Style, string Points, string Name, bool IsDot, double LastX, double LastY);

/// <summary>A bar, or a part of a stacked one.</summary>
public readonly record struct ChartColumn(string Style, double X, double Y, double Width, double Height, string Name);

/// <summary>One colour and its meaning.</summary>
public readonly record struct ChartKey(string Style, string Name);

/// <summary>A horizontal bar with its value in words.</summary>
/// <param name="Label">Of what.</param>
/// <param name="Value">In words.</param>
/// <param name="Share">Length, 0 to 1.</param>
public sealed record Bar(string Label, string Value, double Share);
