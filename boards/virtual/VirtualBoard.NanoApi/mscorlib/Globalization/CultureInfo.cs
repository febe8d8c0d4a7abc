using VirtualBoard.NanoApi;

namespace System.Globalization;

/// <summary>Stands in for nanoFramework's culture: a name. All cultures write numbers and dates as the invariant one does.</summary>
public class CultureInfo
{
    private CultureInfo? _parent;

    public CultureInfo(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    public static CultureInfo CurrentUICulture => Machine.Enter().Get(static _ => new CultureInfo(""));

    public virtual CultureInfo Parent =>
        _parent ??= Name.Length == 0 ? this : new CultureInfo(Name.LastIndexOf('-') is var dash && dash >= 0 ? Name[..dash] : "");

    public virtual string Name { get; }

    public virtual NumberFormatInfo NumberFormat { get; } = new();

    public virtual DateTimeFormatInfo DateTimeFormat { get; } = new();

    public override string ToString() => Name;
}
