namespace AgentEmulator.Boards.Detection;

/// <summary>The finder for the system that this is.</summary>
internal static class PortFinder
{
    public static IPortFinder OfThisComputer()
    {
        if (OperatingSystem.IsWindows())
            return new WindowsPortFinder(new WindowsRegistry());
        return OperatingSystem.IsMacOS() ? new MacPortFinder(MacPortFinder.AskSystem) : new LinuxPortFinder("/sys", "/dev");
    }

    internal static IReadOnlyList<FoundPort> InOrder(IEnumerable<FoundPort> ports) =>
        [.. ports.OrderBy(p => p.Usb is null).ThenBy(p => p.Name.Length).ThenBy(p => p.Name, StringComparer.Ordinal)];
}
