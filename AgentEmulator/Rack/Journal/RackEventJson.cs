using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AgentEmulator.Rack.Journal;

/// <summary>Events to JSON and back.</summary>
[JsonSerializable(typeof(RunBegun))]
[JsonSerializable(typeof(RunInterrupted))]
[JsonSerializable(typeof(RunResumed))]
[JsonSerializable(typeof(RunEnded))]
[JsonSerializable(typeof(CycleBegun))]
[JsonSerializable(typeof(StepReached))]
[JsonSerializable(typeof(CycleEnded))]
[JsonSerializable(typeof(BoardMissing))]
[JsonSerializable(typeof(BoardFound))]
[JsonSerializable(typeof(BoardDegraded))]
[JsonSerializable(typeof(BoardRecovered))]
[JsonSerializable(typeof(BoardQuarantined))]
[JsonSerializable(typeof(BoardRechecked))]
[JsonSerializable(typeof(BoardReleased))]
internal sealed partial class RackEventJson : JsonSerializerContext
{
    private static RackEventJson Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The event's data as one JSON object.</summary>
    public static string Write(RackEventData data) =>
        data is UnknownEvent unknown ? unknown.Json : JsonSerializer.Serialize(data, TypeOf(data.Kind)!);

    /// <summary>Data of an event of the given kind; <see cref="UnknownEvent"/> for a kind of a later version.</summary>
    /// <exception cref="JsonException">The text is not what the kind says.</exception>
    public static RackEventData Read(string kind, string json) => TypeOf(kind) is { } type
        ? (RackEventData)(JsonSerializer.Deserialize(json, type) ?? throw new JsonException($"the data of a {kind} event are null"))
        : new UnknownEvent(kind, json);

    private static JsonTypeInfo? TypeOf(string kind) => kind switch
    {
        RackEventKinds.RunBegun => Context.RunBegun,
        RackEventKinds.RunInterrupted => Context.RunInterrupted,
        RackEventKinds.RunResumed => Context.RunResumed,
        RackEventKinds.RunEnded => Context.RunEnded,
        RackEventKinds.CycleBegun => Context.CycleBegun,
        RackEventKinds.StepReached => Context.StepReached,
        RackEventKinds.CycleEnded => Context.CycleEnded,
        RackEventKinds.BoardMissing => Context.BoardMissing,
        RackEventKinds.BoardFound => Context.BoardFound,
        RackEventKinds.BoardDegraded => Context.BoardDegraded,
        RackEventKinds.BoardRecovered => Context.BoardRecovered,
        RackEventKinds.BoardQuarantined => Context.BoardQuarantined,
        RackEventKinds.BoardRechecked => Context.BoardRechecked,
        RackEventKinds.BoardReleased => Context.BoardReleased,
        _ => null,
    };
}
