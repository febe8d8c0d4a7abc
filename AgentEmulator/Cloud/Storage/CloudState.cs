namespace AgentEmulator.Cloud.Storage;

/// <summary>
/// All that the cloud and the agents' host must not forget, in memory, with the store behind it. Reads and transactions need
/// <see cref="Gate"/>: what nobody has kept yet is never seen by anybody.
/// </summary>
internal sealed class CloudState
{
    private readonly Dictionary<Type, CloudTable> _tables = [];

    /// <exception cref="CloudStoreException">The store's content cannot be read.</exception>
    public CloudState(ICloudStore store)
    {
        Store = store;
        Plans = Add<PlanRecord>();
        Tokens = Add<TokenRecord>();
        Devices = Add<DeviceRecord>();
        DeviceEntries = Add<DeviceEntryRecord>();
        Agents = Add<AgentRecord>();
        AgentData = Add<AgentDataRecord>();
        Products = Add<ProductRecord>();
        Groups = Add<DeviceGroupRecord>();
        Deployments = Add<DeploymentRecord>();
        Webhooks = Add<WebhookRecord>();
        Deliveries = Add<WebhookDeliveryRecord>();
        Credentials = Add<CredentialRecord>();
        foreach (var record in store.Load())
            _tables[record.GetType()].Apply(new StoreChange(ChangeKind.Add, record));
    }

    public Lock Gate { get; } = new();

    public ICloudStore Store { get; }

    public CloudTable<PlanRecord> Plans { get; }

    public CloudTable<TokenRecord> Tokens { get; }

    public CloudTable<DeviceRecord> Devices { get; }

    public CloudTable<DeviceEntryRecord> DeviceEntries { get; }

    public CloudTable<AgentRecord> Agents { get; }

    public CloudTable<AgentDataRecord> AgentData { get; }

    public CloudTable<ProductRecord> Products { get; }

    public CloudTable<DeviceGroupRecord> Groups { get; }

    public CloudTable<DeploymentRecord> Deployments { get; }

    public CloudTable<WebhookRecord> Webhooks { get; }

    public CloudTable<WebhookDeliveryRecord> Deliveries { get; }

    public CloudTable<CredentialRecord> Credentials { get; }

    public CloudTransaction Begin() => new(this);

    /// <summary>A transaction of one change.</summary>
    /// <exception cref="CloudStoreException">Nothing has changed.</exception>
    public void Put<T>(CloudTable<T> table, T record)
        where T : class, IStoredRecord
    {
        var changes = Begin();
        changes.Put(table, record);
        changes.Commit();
    }

    /// <inheritdoc cref="Put"/>
    public void Remove<T>(CloudTable<T> table, T record)
        where T : class, IStoredRecord
    {
        var changes = Begin();
        changes.Remove(table, record);
        changes.Commit();
    }

    private CloudTable<T> Add<T>()
        where T : class, IStoredRecord
    {
        var table = new CloudTable<T>();
        _tables.Add(typeof(T), table);
        return table;
    }
}
