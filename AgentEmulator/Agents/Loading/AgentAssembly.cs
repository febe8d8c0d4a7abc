using System.Reflection;
using AgentEmulator.Cli;

namespace AgentEmulator.Agents.Loading;

/// <summary>Agents of an assembly that a user gives with <c>--agent</c>.</summary>
internal sealed class AgentAssembly
{
    private const string Help =
        "An agent is a public class that derives from AgentEmulator.Agents.Agent; see AgentEmulator/examples/MyFactory.";

    private readonly Dictionary<AgentRole, LoadedAgent> _agents;

    private AgentAssembly(Dictionary<AgentRole, LoadedAgent> agents) => _agents = agents;

    /// <summary>The names of the classes and whose agents they are, for people.</summary>
    public IEnumerable<string> Description => _agents.Select(pair => $"{pair.Value.Name} ({pair.Key})");

    /// <summary>Loads the agents and makes each once, so that a constructor that throws is told now and not on the line.</summary>
    /// <exception cref="UsageException">The file is missing or no .NET assembly, or holds no agent that can be used; the message says what would be right.</exception>
    public static AgentAssembly Load(string file)
    {
        var path = Path.GetFullPath(file);
        if (!File.Exists(path))
            throw new UsageException($"There is no file {path}. Build your agents with dotnet build, and give the .dll.");
        try
        {
            var assembly = new AgentLoadContext(path).LoadFromAssemblyPath(path);
            return From(assembly.GetExportedTypes(), path);
        }
        catch (BadImageFormatException e)
        {
            throw new UsageException($"{path} is no .NET assembly that this computer can load. Give the .dll that dotnet build made of your agents.", e);
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException or TypeLoadException)
        {
            throw new UsageException(
                $"{path} cannot be loaded: {e.Message} Let the build put what it needs beside it: <EnableDynamicLoading>true</EnableDynamicLoading> in its project.", e);
        }
    }

    /// <summary>The agents among these types.</summary>
    /// <param name="types">Public types.</param>
    /// <param name="path">Where they are from, for messages.</param>
    /// <exception cref="UsageException">None, or not usable.</exception>
    internal static AgentAssembly From(IEnumerable<Type> types, string path)
    {
        var classes = types.Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(Agent))).ToList();
        if (classes.Count == 0)
            throw new UsageException($"{path} holds no agent. {Help}");
        var agents = new Dictionary<AgentRole, LoadedAgent>();
        foreach (var type in classes)
        {
            var role = RoleOf(type, classes, path);
            if (!agents.TryAdd(role, LoadedAgent.Of(type, role, path)))
                throw new UsageException($"{path} has two agents for AgentRole.{role}: {agents[role].Name} and {type.FullName}. One is needed.");
        }

        return new AgentAssembly(agents);
    }

    /// <summary>The built-in programs with these in place of those that they replace.</summary>
    public AgentPrograms Replace(AgentPrograms builtIn) => builtIn with
    {
        Dut = Program(AgentRole.Dut, builtIn, builtIn.Dut),
        Fixture = Program(AgentRole.Fixture, builtIn, builtIn.Fixture),
        Production = Program(AgentRole.Production, builtIn, builtIn.Production),
    };

    private Func<Agent> Program(AgentRole role, AgentPrograms builtIn, Func<Agent> otherwise) =>
        _agents.TryGetValue(role, out var agent) ? () => agent.Make(builtIn) : otherwise;

    private static AgentRole RoleOf(Type type, List<Type> all, string path) =>
        type.GetCustomAttribute<AgentForAttribute>() is { } attribute ? attribute.Role
        : all.Count == 1 ? AgentRole.Dut
        : throw new UsageException(
            $"{path} has {all.Count} agents, and {type.FullName} does not say whose agent it is: put [AgentFor(AgentRole.Dut)], .Fixture or .Production on it.");
}
