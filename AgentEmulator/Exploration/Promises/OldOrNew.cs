using AgentEmulator.Activation;
using AgentEmulator.Events;
using VirtualBoard;

namespace AgentEmulator.Exploration.Promises;

/// <summary>Looks into the flash at every boot and behind every announcement that something was stored.</summary>
internal sealed class OldOrNew(FactoryLab lab) : Promise(lab)
{
    private static readonly HashSet<string> Writes = new(StringComparer.Ordinal)
    {
        "booted", "tokens-stored", "wifi-stored", "activated", "activation-refused",
    };

    private readonly Dictionary<FactoryBoard, Known> _known = [];

    public override string Name => "old-or-new";

    public override string Text =>
        "the stored configuration is the old one or the new one: never a mixture, never lost, and never without what was said to be stored. " +
        "When bits of the flash have flipped: an older one or none, and never a mixture";

    public override void OnFact(FactoryBoard? board, FactoryEvent fact)
    {
        if (board is not null && fact.Name == FactoryEventNames.TokenRelayed)
            Of(board).Issued.Add((fact["plan"]!, fact["token"]!));
    }

    public override void OnBoot(FactoryBoard board, Boot boot) => Look(board, boot.Number == 1 ? null : "at boot");

    public override void OnState(FactoryBoard board, ConsoleState state)
    {
        if (!Writes.Contains(state.Name))
            return;
        Look(board, $"after \"{state.Name}\"");
        var stored = Of(board).Last!;
        var isThere = state.Name switch
        {
            "tokens-stored" => stored.TokenId is not null,
            "wifi-stored" => stored.Ssid is not null,
            "activated" => stored.Activated,
            _ => true,
        };
        if (stored.HasFiles && !isThere && board.FlippedBits == 0)
            Break(board, $"it says \"{state.Name}\", and the flash does not hold it");
    }

    public override void AtEnd(FactoryBoard board) => Look(board, "at the end");

    private Known Of(FactoryBoard board)
    {
        if (!_known.TryGetValue(board, out var known))
            _known.Add(board, known = new Known());
        return known;
    }

    private void Look(FactoryBoard board, string? when)
    {
        var known = Of(board);
        var stored = board.ReadConfiguration();
        if (when is not null && Objection(board, known, stored) is { } objection)
            Break(board, $"{when}: {objection}");
        known.Last = stored;
    }

    private string? Objection(FactoryBoard board, Known known, StoredConfiguration stored)
    {
        if (stored.Payload is null)
        {
            return board.FlippedBits == 0 && known.Last?.Payload is not null
                ? $"the configuration with sequence number {known.Last.Sequence} is lost and there is no other"
                : null;
        }

        if (!stored.IsUnderstood)
            return "the configuration has the right checksum and is no JSON object";
        if (board.FlippedBits == 0 && known.Last?.Sequence is { } before && unchecked((int)(stored.Sequence!.Value - before)) < 0)
            return $"the configuration went back from sequence number {before} to {stored.Sequence}";
        return Mixture(known, stored);
    }

    private string? Mixture(Known known, StoredConfiguration stored)
    {
        if (stored.TokenId is { } token && (stored.PlanId is null || !known.Issued.Contains((stored.PlanId, Secrets.Shorten(token)))))
            return "plan and token do not belong together";
        if (stored is { PlanId: not null, TokenId: null, Activated: false })
            return "there is a plan without a token";
        if (stored.Activated && (stored.TokenId is not null || stored.PlanId is null))
            return "it is activated and has a token, or no plan";
        var isOneOfOurs = Lab.Options.ProgrammedNetworks.Any(n => n.Ssid == stored.Ssid && n.Password == stored.Password);
        return isOneOfOurs || (stored.Ssid ?? stored.Password) is null ? null : "SSID and password do not belong together";
    }

    private sealed class Known
    {
        public StoredConfiguration? Last { get; set; }

        public HashSet<(string Plan, string Token)> Issued { get; } = [];
    }
}
