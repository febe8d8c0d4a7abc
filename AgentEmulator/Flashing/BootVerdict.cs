using AgentEmulator.Cli;

namespace AgentEmulator.Flashing;

/// <summary>Judges what a board said after it was flashed.</summary>
internal static class BootVerdict
{
    /// <summary>Passes when the firmware of this board runs and is provisioned as wanted.</summary>
    /// <exception cref="FlashFailureException">It does not; the message has the console's last lines where they help.</exception>
    public static void Check(BootReport boot, FlashRequest request, ChipDetails chip)
    {
        if (boot.Booted is not { } booted)
            throw NoBoot(boot, request);
        if (booted["mac"] is { } said && ChipDetails.ParseMac(said) is { } mac && !mac.AsSpan().SequenceEqual(chip.Mac))
        {
            throw new FlashFailureException(
                ExitCode.Environment,
                FlashReason.WrongBoard,
                $"The board that answers on {request.Port} is {ChipDetails.MacText(mac)}, the one that was flashed is {ChipDetails.MacText(chip.Mac)}. Were boards swapped meanwhile?");
        }

        if (request.Provision is not { } provision)
            return;
        if (boot.Gateway is not { } gateway)
        {
            throw new FlashFailureException(
                ExitCode.Failed,
                FlashReason.NotProvisioned,
                $"The firmware runs, but does not accept its provisioning ({boot.Provisioning?["reason"] ?? "it says nothing of it"}). Run `provision --port {request.Port}` again.{Last(boot)}");
        }

        if (gateway != provision.Gateway.TrimEnd('/'))
        {
            throw new FlashFailureException(
                ExitCode.Failed,
                FlashReason.NotProvisioned,
                $"The firmware is provisioned for {gateway}, not for {provision.Gateway}: what was written did not arrive. Run `provision --port {request.Port}` again.");
        }
    }

    private static FlashFailureException NoBoot(BootReport boot, FlashRequest request) => new(
        ExitCode.Failed,
        FlashReason.NoBoot,
        $"The firmware did not say within {request.Limits.Boot.TotalSeconds:0} s that it booted. " +
        (boot.LastLines.Count == 0
            ? $"Nothing at all came from {request.Port} at {request.Limits.ConsoleBaud} baud: press reset; on a board with two USB sockets try the other one."
            : "nanoCLR did not find the application, or it fails early: see the last lines.") +
        Last(boot));

    private static string Last(BootReport boot) =>
        boot.LastLines.Count == 0 ? "" : $"\nLast lines of the console:\n{string.Join('\n', boot.LastLines.Select(l => $"  | {l}"))}";
}
