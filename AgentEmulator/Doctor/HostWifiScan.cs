using System.ComponentModel;
using System.Diagnostics;

namespace AgentEmulator.Doctor;

/// <summary>Asks the operating system's own tool: nmcli where NetworkManager runs, netsh on Windows. macOS has none that tells names.</summary>
internal sealed class HostWifiScan : IWifiScan
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<IReadOnlySet<string>?> NetworksAsync(CancellationToken cancel)
    {
        var isWindows = OperatingSystem.IsWindows();
        var output = isWindows
            ? await RunAsync("netsh", ["wlan", "show", "networks"], cancel).ConfigureAwait(false)
            : await RunAsync("nmcli", ["-t", "-e", "no", "-f", "SSID", "device", "wifi", "list"], cancel).ConfigureAwait(false);
        var networks = output is null ? null : isWindows ? OfNetsh(output) : OfNmcli(output);
        // A computer without WiFi lists nothing: that is no finding about the air.
        return networks is { Count: > 0 } ? networks : null;
    }

    internal static HashSet<string> OfNmcli(string output) =>
        [.. output.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];

    internal static HashSet<string> OfNetsh(string output) =>
    [
        .. output.Split('\n')
            .Where(line => line.StartsWith("SSID ", StringComparison.Ordinal) && line.Contains(" : ", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(" : ", StringComparison.Ordinal) + 3)..].Trim())
            .Where(name => name.Length > 0),
    ];

    private static async Task<string?> RunAsync(string program, string[] arguments, CancellationToken cancel)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null; // There is no such tool.
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            _ = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return process.ExitCode == 0 ? await output.ConfigureAwait(false) : null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return null;
        }
    }
}
