using AgentEmulator.Activation;

namespace AgentEmulator.Exploration.Promises;

internal sealed class KeepsSecrets(FactoryLab lab) : Promise(lab)
{
    private readonly Dictionary<FactoryBoard, string> _tokens = [];

    public override string Name => "keeps-secrets";

    public override string Text => "no console line holds a whole token, a WiFi password or a board's key";

    public override void OnState(FactoryBoard board, ConsoleState state)
    {
        if (state.Name == "tokens-stored" && board.ReadConfiguration().TokenId is { } token)
            _tokens[board] = token;
    }

    public override void OnLine(FactoryBoard board, string line)
    {
        if (line.Contains(Lab.Options.FactoryNetwork.Password, StringComparison.Ordinal)
            || Lab.Options.ProgrammedNetworks.Any(n => line.Contains(n.Password, StringComparison.Ordinal)))
            Break(board, "a console line holds a WiFi password");
        if (line.Contains(Lab.KeyOf(board), StringComparison.OrdinalIgnoreCase))
            Break(board, "a console line holds the board's key");
        if (_tokens.TryGetValue(board, out var token) && line.Contains(token, StringComparison.OrdinalIgnoreCase))
            Break(board, "a console line holds a whole token");
    }
}
