using VirtualBoard.Flash;

namespace VirtualBoard.Boards;

/// <summary>What one kind of board is made of: the facts of its <c>board.json</c>.</summary>
public sealed record BoardDefinition
{
    private const int MaxStack = 256 * 1024;

    internal BoardDefinition()
    {
    }

    /// <summary>Gets the name: that of the folder, in lower case with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the name as its maker writes it.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the chip, such as "esp32" or "esp32s3".</summary>
    public required string Chip { get; init; }

    /// <summary>Gets the module that carries chip and flash, such as "ESP32-WROOM-32E".</summary>
    public required string Module { get; init; }

    /// <summary>Gets the size of the flash in bytes.</summary>
    public required int FlashSize { get; init; }

    /// <summary>Gets the size of the PSRAM in bytes; 0 without.</summary>
    public required int PsramSize { get; init; }

    /// <summary>Gets what nanoFramework's managed heap has, in bytes.</summary>
    public required int ManagedHeap { get; init; }

    /// <summary>
    /// Gets what a turn of a loop costs firmware in processor time, and likewise a call of a method that may call itself: 3 us on an
    /// ESP32 at 240 MHz, in proportion to the clock on other chips. All other code takes no time.
    /// </summary>
    public TimeSpan LoopTurn => ChipFacts.All.First(c => c.Name == Chip).LoopTurn;

    /// <summary>
    /// Gets how much stack a thread has for methods that may call themselves, in bytes as nanoCLR uses them. It has the managed heap
    /// for it; 256 KB are the most that a virtual board gives.
    /// </summary>
    public int StackLimit => Math.Min(ManagedHeap, MaxStack);

    /// <summary>Gets how many sockets can be open at a time (LWIP_MAX_SOCKETS).</summary>
    public required int Sockets { get; init; }

    /// <summary>Gets the partition table; it has nvs, phy_init, factory, deploy and config.</summary>
    public required IReadOnlyList<PartitionEntry> Partitions { get; init; }

    /// <summary>Gets the USB devices that a host may see the board as; none for a board without USB data lines.</summary>
    public required IReadOnlyList<UsbPort> Usb { get; init; }

    /// <summary>Gets how a host resets it and puts it into download mode.</summary>
    public required BoardReset Reset { get; init; }

    /// <summary>Gets the LED that firmware can use.</summary>
    public required BoardLed Led { get; init; }

    /// <summary>Gets the button that firmware can use.</summary>
    public required BoardButton Button { get; init; }

    /// <summary>Gets how it reaches a network.</summary>
    public required BoardNetwork Network { get; init; }

    /// <summary>Gets the name of nanoFramework's firmware image, such as "ESP32_REV3".</summary>
    public required string NanoFrameworkTarget { get; init; }

    /// <summary>Gets where the chip's ROM looks for the bootloader in flash.</summary>
    public required int BootloaderOffset { get; init; }

    /// <summary>Gets where nanoCLR looks for the application in flash: the start of partition deploy.</summary>
    public int DeployOffset => Partitions.First(p => p.Name == "deploy").Offset;

    /// <summary>Gets the facts that nobody has verified, by their path in the file, such as "usb[0].pid", with the reason.</summary>
    public required IReadOnlyDictionary<string, string> Uncertain { get; init; }

    /// <summary>Reads a board file.</summary>
    /// <param name="path">The file, <c>boards/&lt;name&gt;/board.json</c>. Its folder is named as the board is.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="BoardDefinitionException">The file cannot be read, or something in it is wrong.</exception>
    public static BoardDefinition Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string json;
        try
        {
            json = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BoardDefinitionException(path, "$", null, $"The board file cannot be read: {e.Message}", e);
        }

        var definition = Parse(json, path);
        var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)));
        return definition.Name == folder
            ? definition
            : throw new DefinitionSource(json, path).Error(
                "$.name", $"\"{definition.Name}\"", $"\"{folder}\", the name of the folder that the file is in");
    }

    /// <summary>Reads a definition from text.</summary>
    /// <param name="json">The text. Comments and trailing commas are allowed, keys that are not known are not.</param>
    /// <param name="name">What error messages call the text: a file name.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="BoardDefinitionException">Something in it is wrong.</exception>
    public static BoardDefinition Parse(string json, string name)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(name);
        return DefinitionReader.Read(new DefinitionSource(json, name));
    }
}
