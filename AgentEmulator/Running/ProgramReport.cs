using System.Text.Encodings.Web;
using System.Text.Json;
using VirtualBoard.Retargeting;

namespace AgentEmulator.Running;

/// <summary>Why a run is over.</summary>
internal enum ProgramEnd
{
    /// <summary>Main and every thread have ended, and no timer is set.</summary>
    Ended,

    /// <summary>In a simulation every thread waits for what can no longer come.</summary>
    Idle,

    /// <summary>The board time is used up.</summary>
    TimeLimit,

    /// <summary>The user stopped it.</summary>
    Interrupted,
}

/// <summary>What a run came to.</summary>
/// <param name="Options">How it was run.</param>
/// <param name="End">Why it is over.</param>
/// <param name="Fault">The exception that ended Main in the last boot; null when none did.</param>
/// <param name="Boots">How often the board booted.</param>
/// <param name="Resets">Why it booted again, each time.</param>
/// <param name="Console">What it printed, the last lines of a flood.</param>
/// <param name="BoardTime">Board time.</param>
/// <param name="WallTime">Real time.</param>
internal sealed record ProgramReport(
    ProgramOptions Options,
    ProgramEnd End,
    string? Fault,
    int Boots,
    IReadOnlyList<string> Resets,
    IReadOnlyList<string> Console,
    TimeSpan BoardTime,
    TimeSpan WallTime)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Options.Program,
            Options.Board,
            Nano = Options.Nano == NanoVersion.V1 ? 1 : 2,
            Options.Seed,
            End = JsonNamingPolicy.KebabCaseLower.ConvertName(End.ToString()),
            Fault,
            Boots,
            Resets,
            BoardS = Math.Round(BoardTime.TotalSeconds, 3),
            WallS = Math.Round(WallTime.TotalSeconds, 3),
            Console,
        },
        Json);
}
