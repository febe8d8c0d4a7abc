using System.Globalization;

namespace VirtualBoard.Tracing;

/// <summary>One decision or happening of a lab.</summary>
/// <param name="Number">Place in the trace, from 1.</param>
/// <param name="At">Lab time, with what the calling board thread is ahead of it.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Who">The board by name, or "lab".</param>
/// <param name="What">What happened.</param>
/// <param name="A">
/// Number that belongs to it. Schedule and Event: of the event, in the order of scheduling. Run: of the boot. Draw: the bits drawn.
/// Flash: the address. Message: of an answer, its status. Else 0.
/// </param>
/// <param name="B">
/// Second number. Schedule: when it is due, in ticks of 100 ns. Run: of the thread in its boot. Flash: hash of the bytes that are there
/// afterwards. Message: hash of the body. Else 0.
/// </param>
public readonly record struct TraceEntry(long Number, TimeSpan At, TraceKind Kind, string Who, string What, ulong A, ulong B)
{
    /// <summary>The entry as a line of text: number, seconds, kind, who, what, and the two numbers in hexadecimal when they are not 0.</summary>
    public override string ToString()
    {
        var numbers = (A, B) is (0, 0) ? "" : string.Create(CultureInfo.InvariantCulture, $" {A:x} {B:x}");
        return string.Create(
            CultureInfo.InvariantCulture, $"{Number} {At.Ticks / 1e7:0.0000000} {Name(Kind)} {Who} {What}{numbers}");
    }

    private static string Name(TraceKind kind) => kind switch
    {
        TraceKind.Schedule => "schedule",
        TraceKind.Event => "event",
        TraceKind.Run => "run",
        TraceKind.Outside => "outside",
        TraceKind.Power => "power",
        TraceKind.Draw => "draw",
        TraceKind.Flash => "flash",
        TraceKind.Network => "network",
        TraceKind.Message => "message",
        TraceKind.Console => "console",
        _ => "note",
    };
}
