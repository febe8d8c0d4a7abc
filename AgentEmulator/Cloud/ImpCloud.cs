using System.Security.Cryptography;
using System.Text;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Events;

namespace AgentEmulator.Cloud;

/// <summary>
/// The embedded impCloud: plans, tokens, factory BlinkUp, blessing, activation and what the impCentral API manages. Thread-safe.
/// Each change is kept by the store before anybody learns of it; facts are raised after that and without the lock held.
/// </summary>
/// <remarks>
/// Every method that changes something throws <see cref="CloudStoreException"/> when the store cannot keep it; then nothing has
/// changed.
/// </remarks>
internal sealed partial class ImpCloud
{
    private readonly CloudState _state;
    private readonly CloudOptions _options;
    private readonly TimeProvider _time;
    private readonly IIdSource _ids;
    private readonly FactoryJournal _journal;
    private readonly AgentStore _agents;
    private readonly Func<string, string> _agentUrl;
    private readonly string _fixtureDeviceId;

    /// <param name="options">Keys and defaults; see <see cref="CloudOptions"/>.</param>
    /// <param name="fixtureDeviceId">The BlinkUp fixture; a new cloud gets it with its groups.</param>
    /// <param name="state">What is known, and its store.</param>
    /// <param name="agents">Where agents get their ids.</param>
    /// <param name="faults">Switchable at run time.</param>
    /// <param name="time">The only clock used.</param>
    /// <param name="ids">Where plan and token ids and those of resources come from.</param>
    /// <param name="journal">Gets every acknowledged fact.</param>
    /// <param name="agentUrl">URL of the agent with the given id.</param>
    public ImpCloud(
        CloudOptions options, string fixtureDeviceId, CloudState state, AgentStore agents, FactoryFaults faults, TimeProvider time,
        IIdSource ids, FactoryJournal journal, Func<string, string> agentUrl)
    {
        options.Validate();
        _options = options;
        _fixtureDeviceId = fixtureDeviceId;
        _state = state;
        _agents = agents;
        Faults = faults;
        _time = time;
        _ids = ids;
        _journal = journal;
        _agentUrl = agentUrl;
        if (state.Products.Count == 0 && state.Devices.Count == 0)
            SetUp();
    }

    /// <summary>The agent with that id is dead: its device has another plan or none.</summary>
    public event Action<string>? AgentEnded;

    /// <summary>A webhook call was kept and can be made.</summary>
    public event Action<WebhookDeliveryRecord>? DeliveryDue;

    public FactoryFaults Faults { get; }

    public CloudOptions Options => _options;

    /// <summary>URL of the agent with that id.</summary>
    public string AgentUrl(string agentId) => _agentUrl(agentId);

    /// <summary>
    /// Whose BlinkUp API key it is, <see cref="CloudAccount.Own"/> or <see cref="CloudAccount.Other"/>; null when it is nobody's.
    /// Compares with every key in full, so that time tells nothing about them.
    /// </summary>
    public string? AccountOf(string key)
    {
        var own = IsAmong(_options.ApiKeys, key);
        var other = IsAmong(_options.OtherAccountApiKeys, key);
        return own ? CloudAccount.Own : other ? CloudAccount.Other : null;
    }

    internal static bool AreEqual(string one, string two) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(two));

    private static bool IsAmong(IReadOnlyList<string> keys, string key)
    {
        var found = false;
        foreach (var known in keys)
            found |= AreEqual(known, key);
        return found;
    }

    /// <summary>A new account as a factory needs it: a product with a production, a DUT and a fixture group, and one fixture.</summary>
    private void SetUp()
    {
        var now = _time.GetUtcNow();
        var product = new ProductRecord(_ids.Uuid("product"), "factory product", "made with the account", now);
        var production = new DeviceGroupRecord(_ids.Uuid("group"), DeviceGroupTypes.Production, product.Id, "production", "", now)
        {
            LoadCodeAfterBlessing = _options.LoadCodeAfterBlessing,
        };
        var dut = new DeviceGroupRecord(_ids.Uuid("group"), DeviceGroupTypes.Dut, product.Id, "dut", "", now);
        var fixtures = new DeviceGroupRecord(_ids.Uuid("group"), DeviceGroupTypes.Fixture, product.Id, "fixture", "", now)
        {
            ProductionTargetId = production.Id,
            DutTargetId = dut.Id,
        };
        lock (_state.Gate)
        {
            var changes = _state.Begin();
            changes.Put(_state.Products, product);
            changes.Put(_state.Groups, production);
            changes.Put(_state.Groups, dut);
            changes.Put(_state.Groups, fixtures);
            var fixture = new DeviceRecord(_fixtureDeviceId, _fixtureDeviceId[4..]) { GroupId = fixtures.Id, Name = "BlinkUp fixture" };
            changes.Put(_state.Devices, Note(changes, fixture, now, "assigned"));
            changes.Commit();
        }
    }
}
