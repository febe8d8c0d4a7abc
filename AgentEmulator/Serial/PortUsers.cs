using System.Diagnostics;
using System.Globalization;

namespace AgentEmulator.Serial;

/// <summary>A program that has a port open.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="Name">Its name.</param>
internal sealed record PortUser(int ProcessId, string Name);

/// <summary>Finds who has a port open: on Linux in /proc, on macOS by asking lsof. Windows does not tell; there the list is empty.</summary>
internal static class PortUsers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The programs other than this one that have the port open, as far as this user may see; none when nobody is known.</summary>
    public static IReadOnlyList<PortUser> Of(string port)
    {
        if (OperatingSystem.IsLinux())
            return OfProc("/proc", SerialBoardPorts.Device(port));
        return OperatingSystem.IsMacOS() ? OfLsof(port) : [];
    }

    /// <summary>For a message: "minicom (process 4711)".</summary>
    public static string Text(IReadOnlyList<PortUser> users) => string.Join(", ", users.Select(u => $"{u.Name} (process {u.ProcessId})"));

    internal static IReadOnlyList<PortUser> OfProc(string proc, string device)
    {
        var users = new List<PortUser>();
        foreach (var folder in Directory.EnumerateDirectories(proc))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id != Environment.ProcessId
                && HasOpen(folder, device))
            {
                users.Add(new PortUser(id, NameOf(folder)));
            }
        }

        return users;
    }

    private static bool HasOpen(string process, string device)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd"))
                .Any(fd => new FileInfo(fd).LinkTarget == device);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It ended meanwhile, or belongs to somebody else.
        }
    }

    private static string NameOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "a program";
        }
    }

    private static List<PortUser> OfLsof(string port)
    {
        try
        {
            using var lsof = Process.Start(new ProcessStartInfo("lsof", ["-F", "pc", "--", port]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = lsof.StandardOutput.ReadToEndAsync();
            if (!lsof.WaitForExit(Patience))
            {
                lsof.Kill();
                return [];
            }

            return OfLsofOutput(output.GetAwaiter().GetResult());
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            return []; // No lsof: nobody is known.
        }
    }

    /// <summary>Reads what <c>lsof -F pc</c> prints: a line p and the process, then a line c and its name.</summary>
    internal static List<PortUser> OfLsofOutput(string output)
    {
        var users = new List<PortUser>();
        var process = 0;
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == 'p' && int.TryParse(line.AsSpan(1), CultureInfo.InvariantCulture, out var id))
                process = id;
            else if (line[0] == 'c' && process != 0 && process != Environment.ProcessId)
                users.Add(new PortUser(process, line[1..]));
        }

        return users;
    }
}
