using AgentEmulator.Activation;
using AgentEmulator.Agents;
using AgentEmulator.Agents.Loading;
using AgentEmulator.Cli;
using AgentEmulator.Events;
using AgentEmulator.Tests.Activation;
using AgentEmulator.Tests.Support;

#pragma warning disable CA1034 // Agents are public classes; these belong to this test.

namespace AgentEmulator.Tests.Agents;

/// <summary>Agents that users bring in an assembly of their own.</summary>
public sealed class AgentAssemblyTests
{
    private static readonly string Example = Path.Combine(AppContext.BaseDirectory, "my-factory", "MyFactory.dll");

    [Fact]
    public void The_example_activates_a_board_and_its_product_counts_heartbeats()
    {
        var agents = AgentAssembly.Load(Example);
        Assert.Equal(["MyFactory.MyDutAgent (Dut)", "MyFactory.MyProductionAgent (Production)"], agents.Description.Order());
        using var activation = new SimulatedActivation(new ActivationOptions { Agents = agents.Replace });
        var report = activation.Run();
        Assert.True(report.Succeeded, $"{report.Reason} {report.Detail}");
        Assert.Contains(activation.Facts, f => f["message"] == "MyFactory: tests passed");
        activation.Scenario.Lab.RunFor(TimeSpan.FromMinutes(2));
        // The product's agent is the example's: it does not report heartbeats as the built-in one does.
        Assert.Equal(0, activation.Count(FactoryEventNames.Heartbeat));
        Assert.Contains(activation.Facts, f => f.Name == FactoryEventNames.DeviceMessage && f["name"] == "heartbeat");
    }

    [Fact]
    public void A_file_that_is_missing_or_no_assembly_is_a_usage_error_that_says_what_to_give()
    {
        Assert.Contains("dotnet build", Error(() => AgentAssembly.Load("nowhere.dll")), StringComparison.Ordinal);
        var text = Path.Combine(TestFolders.Create("agents").FullName, "agents.dll");
        File.WriteAllText(text, "not an assembly");
        Assert.Contains("no .NET assembly", Error(() => AgentAssembly.Load(text)), StringComparison.Ordinal);
        Assert.Contains("holds no agent", Error(() => AgentAssembly.Load(typeof(CsCheck.Gen).Assembly.Location)), StringComparison.Ordinal);
    }

    [Fact]
    public void One_agent_without_a_role_is_the_duts() =>
        Assert.Equal([typeof(Plain).FullName + " (Dut)"], AgentAssembly.From([typeof(Plain), typeof(string)], "x").Description);

    [Fact]
    public void Agents_that_cannot_be_used_are_told_one_by_one()
    {
        Assert.Contains("does not say whose agent", Error(() => AgentAssembly.From([typeof(Plain), typeof(ForFixture)], "x")), StringComparison.Ordinal);
        Assert.Contains("two agents for AgentRole.Fixture", Error(() => AgentAssembly.From([typeof(ForFixture), typeof(AlsoForFixture)], "x")), StringComparison.Ordinal);
        Assert.Contains("no public constructor", Error(() => AgentAssembly.From([typeof(Demanding)], "x")), StringComparison.Ordinal);
        var throws = Error(() => AgentAssembly.From([typeof(Throwing)], "x"));
        Assert.Contains("FormatException: not today", throws, StringComparison.Ordinal);
        Assert.Contains("Start()", throws, StringComparison.Ordinal);
        Assert.Contains("Start()", Error(() => AgentAssembly.From([typeof(Hasty)], "x")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixtures_agent_gets_its_settings()
    {
        var made = new List<FixtureAgentSettings>();
        var agents = AgentAssembly.From([typeof(ForFixture)], "x");
        ForFixture.Made = made.Add;
        using (new SimulatedActivation(new ActivationOptions { Agents = agents.Replace }))
            Assert.Equal("http://cloud.lab/v5/enroll", Assert.Single(made).EnrollUrl);
        ForFixture.Made = null;
    }

    [Fact]
    public void A_constructor_that_fails_later_is_told_and_stops_nobody_else()
    {
        var made = 0;
        using var activation = new SimulatedActivation(new ActivationOptions
        {
            Agents = programs => programs with { Dut = () => made++ == 0 ? throw new FormatException("first") : programs.Dut() },
            Patience = TimeSpan.FromMinutes(10),
        });
        var report = activation.Run();
        Assert.Equal((FailureReason.AgentFailed, "the dut agent: FormatException: first"), (report.Reason, report.Detail));
    }

    private static string Error(Func<AgentAssembly> load) => Assert.Throws<UsageException>(load).Message;

    public class Plain : Agent
    {
        protected override void Start()
        {
        }
    }

    [AgentFor(AgentRole.Fixture)]
    public sealed class ForFixture : Agent
    {
        public ForFixture(FixtureAgentSettings settings)
        {
            Made?.Invoke(settings);
        }

        // The class is made by its name, so its test can reach it only here.
        [field: ThreadStatic]
        internal static Action<FixtureAgentSettings>? Made { get; set; }

        protected override void Start()
        {
        }
    }

    [AgentFor(AgentRole.Fixture)]
    public sealed class AlsoForFixture : Plain;

    public sealed class Demanding(string name) : Agent
    {
        protected override void Start() => Server.Log(name);
    }

    public sealed class Throwing : Agent
    {
        public Throwing() => throw new FormatException("not today");

        protected override void Start()
        {
        }
    }

    public sealed class Hasty : Agent
    {
        public Hasty() => Server.Log("too early");

        protected override void Start()
        {
        }
    }
}
