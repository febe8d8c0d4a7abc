using AgentEmulator.Boards;
using AgentEmulator.Exploration;
using VirtualBoard;

namespace AgentEmulator.Tests.Exploration;

/// <summary>The firmware, and variants of it with one deliberate bug each, as the build puts them beside the tests.</summary>
internal static class FirmwareWithBugs
{
    public const string NewerSlot = "NewerSlotFirmware";
    public const string TrustedLength = "TrustedLengthFirmware";

    private static readonly Lazy<IFirmware> Good = new(() => InstalledFiles.Firmware(InstalledFiles.ImageCache()));

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "firmware-with-bugs", name, name + ".dll");

    /// <summary>A lab with the firmware as it is, or with that bug.</summary>
    public static FactoryLabOptions Lab(ulong seed = 1, string? bug = null, int boards = 1) => new()
    {
        Seed = seed,
        Boards = boards,
        Definition = InstalledFiles.Board("esp32-devkitc-v4"),
        Firmware = bug is null ? Good.Value : InstalledFiles.Firmware(new FileInfo(PathOf(bug)), InstalledFiles.ImageCache()),
    };
}
