using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cloud;

public sealed class ImpCloudTests
{
    private const string Device = "50000a1b2c3d4e5f";
    private const string Other = "50000a1b2c3d4e60";

    [Fact]
    public async Task Token_works_until_its_last_instant_and_not_at_its_end()
    {
        await using var factory = Blessed(out var cloud);
        var early = cloud.Enroll(null)!;
        var late = cloud.Enroll(null)!;
        factory.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.True(cloud.Activate(Device, early.PlanId, early.TokenId).Activated);
        factory.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("token-expired", cloud.Activate(Device, late.PlanId, late.TokenId).Reason);
    }

    [Fact]
    public async Task Token_lifetime_fault_counts_for_later_tokens_only()
    {
        await using var factory = Blessed(out var cloud);
        var before = cloud.Enroll(null)!;
        factory.Faults.TokenLifetime = TimeSpan.FromSeconds(1);
        var after = cloud.Enroll(null)!;
        factory.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("token-expired", cloud.Activate(Device, after.PlanId, after.TokenId).Reason);
        Assert.True(cloud.Activate(Device, before.PlanId, before.TokenId).Activated);
    }

    [Fact]
    public async Task Token_is_single_use_and_idempotent_for_its_user_even_when_expired()
    {
        await using var factory = Blessed(out var cloud);
        cloud.Admit(Other, Other[4..]);
        cloud.Bless(Other, true);
        var token = cloud.Enroll(null)!;
        var first = cloud.Activate(Device, token.PlanId, token.TokenId);
        Assert.Equal("token-used", cloud.Activate(Other, token.PlanId, token.TokenId).Reason);
        factory.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(first, cloud.Activate(Device, token.PlanId, token.TokenId));
        factory.Events.Single(FactoryEventNames.DeviceActivated);
    }

    [Fact]
    public async Task Token_of_another_plan_or_never_issued_is_unknown()
    {
        await using var factory = Blessed(out var cloud);
        var one = cloud.Enroll(null)!;
        var two = cloud.Enroll(null)!;
        Assert.Equal("token-unknown", cloud.Activate(Device, one.PlanId, two.TokenId).Reason);
        Assert.Equal("token-unknown", cloud.Activate(Device, one.PlanId, "0123456789abcdef").Reason);
    }

    [Fact]
    public async Task Unblessed_device_is_not_activated()
    {
        await using var factory = new TestFactory();
        var token = factory.Cloud.Enroll(null)!;
        Assert.Equal("not-blessed", factory.Cloud.Activate(Device, token.PlanId, token.TokenId).Reason);
        factory.Cloud.Admit(Device, Device[4..]);
        Assert.Equal("not-blessed", factory.Cloud.Activate(Device, token.PlanId, token.TokenId).Reason);
    }

    [Fact]
    public async Task Same_plan_keeps_the_agent_and_a_new_plan_gets_a_new_one()
    {
        await using var factory = Blessed(out var cloud);
        var first = cloud.Enroll(null)!;
        var again = cloud.Enroll(first.PlanId)!;
        var other = cloud.Enroll(null)!;
        var agent = cloud.Activate(Device, first.PlanId, first.TokenId);
        Assert.Equal(12, agent.AgentId.Length);
        Assert.Equal(agent.AgentId, cloud.Activate(Device, again.PlanId, again.TokenId).AgentId);
        Assert.NotEqual(agent.AgentId, cloud.Activate(Device, other.PlanId, other.TokenId).AgentId);
        Assert.Equal(other.PlanId, cloud.FindDevice(Device)!.PlanId);
    }

    [Fact]
    public async Task Blessing_counts_once_and_is_confirmed_again()
    {
        await using var factory = new TestFactory();
        factory.Cloud.Admit(Device, Device[4..]);
        Assert.True(factory.Cloud.Bless(Device, true) is { Blessed: true, First: true });
        Assert.True(factory.Cloud.Bless(Device, true) is { Blessed: true, First: false });
        var device = factory.Cloud.FindDevice(Device)!;
        Assert.Equal(1, device.Blessings);
        Assert.Equal(DeviceState.Blessed, device.State);
        Assert.Equal("production", device.Group);
        Assert.Equal(["admitted", "blessed"], factory.Cloud.EventsOf(Device));
        factory.Events.Single(FactoryEventNames.DeviceBlessed);
    }

    [Fact]
    public async Task Failed_tests_bless_nothing()
    {
        await using var factory = new TestFactory();
        factory.Cloud.Admit(Device, Device[4..]);
        Assert.Equal("tests-failed", factory.Cloud.Bless(Device, false).Reason);
        Assert.Equal(DeviceState.DeviceUnderTest, factory.Cloud.FindDevice(Device)!.State);
    }

    [Fact]
    public async Task Unknown_device_is_no_dut_and_refusal_can_be_switched()
    {
        await using var factory = new TestFactory();
        Assert.Equal("not-a-dut", factory.Cloud.Bless(Device, true).Reason);
        factory.Cloud.Admit(Device, Device[4..]);
        factory.Faults.RefuseBlessing = "quota exceeded";
        var refused = factory.Cloud.Bless(Device, true);
        Assert.Equal(("bless-refused", "quota exceeded"), (refused.Reason, refused.Message));
        factory.Faults.RefuseBlessing = null;
        Assert.True(factory.Cloud.Bless(Device, true).Blessed);
    }

    [Fact]
    public void Api_default_loads_code_after_blessing_and_the_factory_set_up_does_not()
    {
        Assert.True(new CloudOptions { ApiKeys = ["k"] }.LoadCodeAfterBlessing);
        Assert.False(TestFactory.Options().Cloud.LoadCodeAfterBlessing);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        var valid = new CloudOptions { ApiKeys = ["k"] };
        Assert.Contains("ApiKeys", Assert.Throws<ArgumentException>((valid with { ApiKeys = [] }).Validate).Message, StringComparison.Ordinal);
        Assert.Contains("TokenLifetime", Assert.Throws<ArgumentException>((valid with { TokenLifetime = TimeSpan.Zero }).Validate).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>((valid with { ApplicationTakeoverDelay = TimeSpan.FromSeconds(-1) }).Validate);
        Assert.Throws<ArgumentException>((valid with { MaxBodyBytes = 0 }).Validate);
    }

    [Fact]
    public async Task Events_shorten_tokens()
    {
        await using var factory = Blessed(out var cloud);
        var token = cloud.Enroll(null)!;
        cloud.Activate(Device, token.PlanId, token.TokenId);
        Assert.All(factory.Events.All, e => Assert.DoesNotContain(token.TokenId, e.ToString(), StringComparison.Ordinal));
        Assert.Equal(token.TokenId[..4] + "…", factory.Events.Single(FactoryEventNames.TokenIssued)["token"]);
    }

    private static TestFactory Blessed(out ImpCloud cloud)
    {
        var factory = new TestFactory();
        cloud = factory.Cloud;
        cloud.Admit(Device, Device[4..]);
        cloud.Bless(Device, true);
        return factory;
    }
}
