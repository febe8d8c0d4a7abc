using System.Globalization;

namespace AgentEmulator.Flashing;

/// <summary>Command lines of nanoff 2.5, as lists of arguments. What each does is written with it.</summary>
internal static class NanoffCommand
{
    /// <summary>Reads chip, flash size and MAC through the chip's boot loader, and restarts the board. Writes nothing.</summary>
    public static string[] Identify(string port, int baud) =>
        ["--platform", "esp32", "--serialport", port, "--baud", Number(baud), "--devicedetails"];

    /// <summary>Writes boot loader, partition table and nanoCLR; keeps the volume of the board unless told to erase all.</summary>
    public static string[] Update(string target, string port, int baud, bool preview, string? version, bool erase)
    {
        List<string> arguments = ["--target", target, "--serialport", port, "--baud", Number(baud), "--update"];
        if (preview)
            arguments.Add("--preview");
        if (version is not null)
            arguments.AddRange(["--fwversion", version]);
        if (erase)
            arguments.Add("--masserase");
        // At its normal verbosity it moves the cursor, which Windows refuses where the output is no window: it would call that a failure.
        if (OperatingSystem.IsWindows())
            arguments.AddRange(["--verbosity", "m"]);
        return [.. arguments];
    }

    /// <summary>Reads all of the flash into a file. nanoff reads no part of it alone, and says nothing of the partition table otherwise.</summary>
    public static string[] ReadFlash(string port, int baud, string folder, string file) =>
    [
        "--platform", "esp32", "--serialport", port, "--baud", Number(baud),
        "--devicedetails", "--backuppath", folder, "--backupfile", file,
    ];

    /// <summary>
    /// Writes an application. Without an address nanoff writes where older partition tables had it, and the board never finds it. With
    /// <c>--update</c> in the same call it ignores the address.
    /// </summary>
    /// <param name="baud">Null: nanoff's own.</param>
    public static string[] Deploy(string target, string port, int? baud, string image, int address)
    {
        List<string> arguments = ["--target", target, "--serialport", port];
        if (baud is { } speed)
            arguments.AddRange(["--baud", Number(speed)]);
        arguments.AddRange(["--deploy", "--image", image, "--address", Hex(address)]);
        return [.. arguments];
    }

    /// <summary>
    /// Writes files to the board's volume through nanoCLR. The port is in the file: named on the command line as well, older versions
    /// would take the board into its boot loader first.
    /// </summary>
    public static string[] Files(string file) => ["--filedeployment", file];

    /// <summary>Writes network settings and certificates through nanoCLR; the port is in the file, as for <see cref="Files"/>.</summary>
    public static string[] Network(string file) => ["--networkdeployment", file];

    /// <summary>An address as nanoff takes it and people read it.</summary>
    public static string Hex(int address) => string.Create(CultureInfo.InvariantCulture, $"0x{address:X}");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
