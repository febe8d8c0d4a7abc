namespace AgentEmulator.Exploration.Promises;

/// <summary>Every promise that is always watched.</summary>
internal static class PromiseList
{
    public static IReadOnlyList<Promise> Create(FactoryLab lab) =>
    [
        new Boots(lab), new NoCrash(lab), new OldOrNew(lab), new BlessedOnce(lab), new TokenOnce(lab), new StaysActivated(lab),
        new DeliveredOnce(lab), new TrueReports(lab), new KeepsSecrets(lab), new FlashRules(lab), new Activates(lab),
    ];
}
