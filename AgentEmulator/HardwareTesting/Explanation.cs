namespace AgentEmulator.HardwareTesting;

/// <summary>Says why a run did not come to its end, and what to do.</summary>
internal static class Explanation
{
    /// <summary>The text; null when there is nothing to explain.</summary>
    public static string? Of(BoardTestReport report, BoardListener listener, RealTestRequest request)
    {
        var last = listener.Log.Results.Count == 0 ? "before the first result" : $"after {listener.Log.Results[^1].Name}";
        return report.End switch
        {
            RunEnd.Finished when report.Tests.Count == 0 =>
                "The program on the board ended without a test. Is NFUnitTest in the image, and nanoFramework.UnitTestLauncher with it?",
            RunEnd.Silent =>
                $"The board fell silent {last}: nothing came for {request.Limits.Silence.TotalSeconds:0} s. The test that ran then hangs; a slow one needs a longer --silence.",
            RunEnd.NothingHeard =>
                $"Nothing that can be read came from {request.Port} within {request.Limits.Silence.TotalSeconds:0} s. Check that it is the board's port, that nanoCLR and the tests " +
                $"are on the board, and the speed: --baud is {request.Baud}.",
            RunEnd.TimedOut =>
                $"The tests were not done after {request.Limits.Whole.TotalSeconds:0} s; the run ended {last}. A longer suite needs a longer --timeout.",
            RunEnd.RebootLoop =>
                $"The board reboots again and again {last} and gets no further.",
            RunEnd.PortVanished =>
                $"{listener.PortError} It was lost {last}. Was the board unplugged, or did it lose power?",
            RunEnd.Interrupted =>
                $"Interrupted {last}.",
            _ => null,
        };
    }
}
