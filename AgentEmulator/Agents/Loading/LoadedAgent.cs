using System.Reflection;
using AgentEmulator.Cli;

namespace AgentEmulator.Agents.Loading;

/// <summary>One agent class of a user.</summary>
internal sealed class LoadedAgent
{
    private readonly ConstructorInfo _constructor;
    private readonly bool _takesSettings;
    private readonly AgentRole _role;

    private LoadedAgent(ConstructorInfo constructor, bool takesSettings, AgentRole role, string name)
    {
        _constructor = constructor;
        _takesSettings = takesSettings;
        _role = role;
        Name = name;
    }

    /// <summary>Full name of the class.</summary>
    public string Name { get; }

    /// <exception cref="UsageException">The class has no constructor that can be called, or it throws.</exception>
    public static LoadedAgent Of(Type type, AgentRole role, string path)
    {
        var settings = SettingsOf(role);
        var withSettings = settings is null ? null : type.GetConstructor([settings]);
        var constructor = withSettings ?? type.GetConstructor(Type.EmptyTypes) ?? throw new UsageException(
            $"{type.FullName} in {path} has no public constructor without parameters{(settings is null ? "" : $" or with {settings.Name}")}.");
        var agent = new LoadedAgent(constructor, withSettings is not null, role, type.FullName!);
        try
        {
            agent.Make(new DutAgentSettings { ApiKey = "", EnrollUrl = "http://localhost/" }, new FixtureAgentSettings { ApiKey = "", EnrollUrl = "http://localhost/" });
        }
        catch (TargetInvocationException e)
        {
            var thrown = e.InnerException ?? e;
            var at = thrown.StackTrace?.Split('\n')[0].Trim();
            throw new UsageException(
                $"The constructor of {type.FullName} in {path} throws {thrown.GetType().Name}: {thrown.Message} {at}\nThe agent's API is available from Start() on.", e);
        }

        return agent;
    }

    public Agent Make(AgentPrograms programs) => Make(programs.DutSettings(), programs.FixtureSettings());

    private Agent Make(DutAgentSettings dut, FixtureAgentSettings fixture) =>
        (Agent)_constructor.Invoke(!_takesSettings ? [] : _role == AgentRole.Dut ? [dut] : [fixture]);

    private static Type? SettingsOf(AgentRole role) => role switch
    {
        AgentRole.Dut => typeof(DutAgentSettings),
        AgentRole.Fixture => typeof(FixtureAgentSettings),
        _ => null,
    };
}
