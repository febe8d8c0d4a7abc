using AgentEmulator.Boards;

namespace AgentEmulator.Flashing;

/// <summary>One step of a plan.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Command">The command as it would be typed; for steps without one, what is done.</param>
internal sealed record PlannedStep(string Name, string Command);

/// <summary>Names of the steps.</summary>
internal static class FlashSteps
{
    public const string Build = "build";
    public const string Identify = "identify";
    public const string Clr = "install nanoCLR";
    public const string ReadTable = "read partition table";
    public const string Deploy = "deploy application";
    public const string Files = "provision files";
    public const string Network = "provision network";
    public const string Verify = "verify";
}

/// <summary>What flashing a board would do, in order. Makes it without touching anything.</summary>
internal static class FlashPlan
{
    /// <summary>Makes the plan.</summary>
    /// <param name="request">What to write.</param>
    /// <param name="image">The application; null: it is built.</param>
    public static IReadOnlyList<PlannedStep> Of(FlashRequest request, AppImage? image)
    {
        var port = Serial.SerialBoardPorts.Device(request.Port);
        var board = request.Board;
        var baud = request.SpeedsToTry[0];
        var steps = new List<PlannedStep>();
        if (image is null)
            steps.Add(new(FlashSteps.Build, CommandText.Of("dotnet", DeviceBuild.Arguments(DeviceBuild.DefaultProject))));
        steps.Add(new(FlashSteps.Identify, Nanoff(NanoffCommand.Identify(port, baud))));
        if (request.Clr != ClrChoice.Keep)
        {
            steps.Add(new(FlashSteps.Clr, Nanoff(NanoffCommand.Update(
                board.NanoFrameworkTarget, port, baud, request.WantsPreview(image?.Version ?? DeviceBuild.Version), request.ClrVersion, request.EraseAll))));
        }

        if (request.Table == TableSource.Device)
            steps.Add(new(FlashSteps.ReadTable, Nanoff(NanoffCommand.ReadFlash(port, baud, "<temporary folder>", "flash.bin"))));
        steps.Add(new(FlashSteps.Deploy, Nanoff(NanoffCommand.Deploy(
            board.NanoFrameworkTarget, port, baud, image?.Source ?? DeviceBuild.ImageName, board.DeployOffset))));
        AddProvisioning(steps, request);
        if (request.Verify)
            steps.Add(new(FlashSteps.Verify, $"reset, then read {request.Port} at {request.Limits.ConsoleBaud} baud until the firmware says: S state: booted"));
        return steps;
    }

    private static void AddProvisioning(List<PlannedStep> steps, FlashRequest request)
    {
        if (request.Provision is not { } provision)
            return;
        steps.Add(new(FlashSteps.Files, Nanoff(NanoffCommand.Files("<temporary folder>/files.json"))));
        if (provision.CaCertificate is not null || (request.Board.Network is VirtualBoard.Boards.WifiNetwork && provision.FactoryNetwork is not null))
            steps.Add(new(FlashSteps.Network, Nanoff(NanoffCommand.Network("<temporary folder>/network.json"))));
    }

    private static string Nanoff(string[] arguments) => CommandText.Of(Flashing.Nanoff.Name, arguments);
}
