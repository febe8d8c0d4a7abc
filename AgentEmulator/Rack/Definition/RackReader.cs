using System.Globalization;
using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Cli;
using VirtualBoard.Boards;

namespace AgentEmulator.Rack.Definition;

/// <summary>Makes a definition of a rack file. Every error names file, line, place and what is expected.</summary>
internal sealed class RackReader
{
    private const int MostBoards = 1000;
    private const string Name = "a name of letters, digits, hyphens, dots and underscores, up to 40";

    private readonly DefinitionSource _source;
    private readonly DefinitionObject _root;
    private readonly IReadOnlyList<string> _definitions;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DefinitionObject> _groups = new(StringComparer.Ordinal);

    private RackReader(string json, string file)
    {
        _source = new DefinitionSource(json, file);
        _root = new DefinitionObject(_source, _source.Root, "$");
        _definitions = InstalledFiles.BoardNames();
    }

    /// <summary>Reads a rack.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">Name of the file, for errors.</param>
    /// <exception cref="UsageException">It is wrong.</exception>
    public static RackDefinition Read(string json, string file)
    {
        try
        {
            return new RackReader(json, file).Read();
        }
        catch (BoardDefinitionException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    private RackDefinition Read()
    {
        if (_root.Has("$schema"))
            _root.Text("$schema");
        var name = NameOf(_root, "name");
        var plan = _root.Object("plan");
        var faults = FaultsOf(plan, new Dictionary<string, double>(StringComparer.Ordinal));
        ReadGroups();
        var rack = new RackDefinition
        {
            Name = name,
            Boards = ReadBoards(faults),
            Plan = PlanReader.Read(plan),
            Health = _root.Has("health") ? PlanReader.ReadHealth(_root.Object("health")) : new HealthPolicy(),
            FactoryNetwork = Network("factory", new ActivationOptions().FactoryNetwork),
            ProgrammedNetwork = Network("programmed", new ActivationOptions().ProgrammedNetwork),
            Gateway = ReadGateway(),
            HasFactoryNetwork = _root.Has("networks") && _root.Object("networks").Has("factory"),
        };
        EndNetworks();
        _root.End();
        return rack;
    }

    private void ReadGroups()
    {
        if (!_root.Has("groups"))
            return;
        foreach (var group in _root.Objects("groups"))
        {
            var name = NameOf(group, "name");
            if (!_groups.TryAdd(name, group))
                throw group.Error("name", $"the group \"{name}\" again", "a name of its own");
            // Its keys are read for each board that is in it, which may be none.
            _ = group.Has("definition") | group.Has("power") | group.Has("faults");
            group.End();
        }
    }

    private List<BoardSpec> ReadBoards(IReadOnlyDictionary<string, double> planFaults)
    {
        var boards = new List<BoardSpec>();
        var objects = _root.Objects("boards");
        foreach (var item in objects)
            boards.AddRange(ReadBoard(item, planFaults));
        return boards.Count switch
        {
            0 => throw _root.Error("boards", "no board", "at least one"),
            > MostBoards => throw _root.Error("boards", $"{boards.Count} boards", $"up to {MostBoards}"),
            _ => boards,
        };
    }

    private List<BoardSpec> ReadBoard(DefinitionObject item, IReadOnlyDictionary<string, double> planFaults)
    {
        var group = GroupOf(item);
        var faults = group is null ? planFaults : FaultsOf(group, planFaults);
        var spec = new BoardSpec
        {
            Name = NameOf(item, "name"),
            Group = item.Has("group") ? item.Text("group") : null,
            Definition = DefinitionOf(item, group),
            Port = item.Has("port") ? item.Text("port") : null,
            Mac = item.Has("mac") ? MacOf(item) : null,
            Power = PowerOf(item, group),
            SignalDbm = item.Has("signal_dbm") ? -item.NegativeNumber("signal_dbm", 10, 90) : -55,
            Faults = FaultsOf(item, faults),
        };
        var count = item.Has("count") ? item.Number("count", 1, MostBoards) : 1;
        if (spec.Port is { } port)
            CheckReal(item, port);
        if (item.Has("count") && (spec.Port is not null || spec.Mac is not null))
            throw item.Error("count", $"{count} of one port or MAC", "a count only for virtual boards without \"mac\"");
        item.End();
        return [.. Enumerable.Range(1, count).Select(i => Named(item, spec, item.Has("count") ? $"{spec.Name}{i:00}" : spec.Name))];
    }

    private BoardSpec Named(DefinitionObject item, BoardSpec spec, string name) => _names.TryAdd(name, item.Path)
        ? spec with { Name = name }
        : throw item.Error("name", $"\"{name}\", which {_names[name]} has already", "a name of its own");

    private void CheckReal(DefinitionObject item, string port)
    {
        if (!_ports.TryAdd(port, item.Path))
            throw item.Error("port", $"{port}, which {_ports[port]} has already", "a port of its own");
        if (item.Has("signal_dbm"))
            throw item.Error("signal_dbm", "a signal of a real board", "it for virtual boards only: a real board hears what there is");
        if (item.Has("faults"))
            throw item.Error("faults", "faults of a real board", "them for virtual boards only: a real board has faults of its own");
    }

    private DefinitionObject? GroupOf(DefinitionObject item)
    {
        if (!item.Has("group"))
            return null;
        var name = item.Text("group");
        return _groups.GetValueOrDefault(name)
            ?? throw item.Error("group", $"\"{name}\"", _groups.Count == 0 ? "no group, or one that \"groups\" has" : "one of " + string.Join(", ", _groups.Keys));
    }

    private string DefinitionOf(DefinitionObject item, DefinitionObject? group)
    {
        var owner = item.Has("definition") || group is null || !group.Has("definition") ? item : group;
        return owner.OneOf("definition", [.. _definitions]);
    }

    private static PowerControl PowerOf(DefinitionObject item, DefinitionObject? group)
    {
        var owner = item.Has("power") ? item : group is not null && group.Has("power") ? group : null;
        if (owner is null)
            return new NoPowerControl();
        var power = owner.Object("power");
        PowerControl control = power.OneOf("kind", "none", "serial", "uhubctl", "command") switch
        {
            "none" => new NoPowerControl(),
            "serial" => new SerialPowerControl(),
            "uhubctl" => new HubPowerControl(power.Text("hub", "the hub's location as uhubctl lists it, such as \"1-1.4\""), power.Number("port", 1, 64)),
            _ => new CommandPowerControl(power.Texts("on"), power.Texts("off")),
        };
        power.End();
        return control;
    }

    private static Dictionary<string, double> FaultsOf(DefinitionObject owner, IReadOnlyDictionary<string, double> inherited)
    {
        var faults = new Dictionary<string, double>(inherited, StringComparer.Ordinal);
        if (!owner.Has("faults"))
            return faults;
        var given = owner.Object("faults");
        foreach (var fault in Fault.All)
        {
            if (given.Has(fault.Name))
                faults[fault.Name] = given.Fraction(fault.Name, 0, 1);
        }

        given.End();
        return faults;
    }

    private WifiCredentials Network(string which, WifiCredentials otherwise)
    {
        if (!_root.Has("networks") || !_root.Object("networks").Has(which))
            return otherwise;
        var network = _root.Object("networks").Object(which);
        var ssid = network.Text("ssid", "an SSID of 1 to 32 bytes");
        if (System.Text.Encoding.UTF8.GetByteCount(ssid) > 32)
            throw network.Error("ssid", $"{System.Text.Encoding.UTF8.GetByteCount(ssid)} bytes", "1 to 32 bytes");
        var password = Password(network);
        network.End();
        return new WifiCredentials(ssid, password);
    }

    private void EndNetworks()
    {
        if (!_root.Has("networks"))
            return;
        var networks = _root.Object("networks");
        _ = networks.Has("factory") | networks.Has("programmed");
        networks.End();
    }

    private static string Password(DefinitionObject network)
    {
        const string Expected = "8 to 63 characters; leave it out for an open network";
        string password;
        var key = "password";
        if (network.Has("password_env"))
        {
            key = "password_env";
            var variable = network.Text(key, "the name of an environment variable");
            if (network.Has("password"))
                throw network.Error(key, "a password twice", "\"password\" or \"password_env\"");
            password = Environment.GetEnvironmentVariable(variable)
                ?? throw network.Error(key, $"{variable}, which is not set", "the name of an environment variable that is set");
        }
        else if (network.Has("password"))
        {
            password = network.Text("password", Expected);
        }
        else
        {
            return "";
        }

        return password.Length is >= 8 and <= 63
            ? password
            : throw network.Error(key, string.Create(CultureInfo.InvariantCulture, $"a password of {password.Length} characters"), Expected);
    }

    private GatewaySpec ReadGateway()
    {
        var otherwise = new GatewaySpec(null, HostAddress.FirstPort);
        if (!_root.Has("gateway"))
            return otherwise;
        var gateway = _root.Object("gateway");
        var spec = new GatewaySpec(
            gateway.Has("host") ? gateway.Text("host", "the IPv4 address at which boards reach this computer") : null,
            gateway.Has("first_port") ? gateway.Number("first_port", 1024, 60_000) : otherwise.FirstPort);
        gateway.End();
        return spec;
    }

    private static byte[] MacOf(DefinitionObject item)
    {
        const string Expected = "a MAC such as \"24:0a:c4:01:02:03\"";
        var text = item.Text("mac", Expected);
        var parts = text.Split(':', '-');
        return parts.Length == 6 && parts.All(p => p.Length == 2 && byte.TryParse(p, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _))
            ? [.. parts.Select(p => byte.Parse(p, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))]
            : throw item.Error("mac", $"\"{text}\"", Expected);
    }

    private static string NameOf(DefinitionObject owner, string key)
    {
        var name = owner.Text(key, Name);
        return name.Length <= 40 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') ? name : throw owner.Error(key, $"\"{name}\"", Name);
    }
}
