namespace AgentEmulator.Exploration.Cuts;

/// <summary>How many places there are to cut the power, from when a board gets it to when it is activated and quiet.</summary>
/// <param name="FlashOperations">Page programs and sector erases.</param>
/// <param name="Requests">Requests of the board.</param>
internal readonly record struct StageSize(int FlashOperations, int Requests)
{
    /// <summary>Every place, in order of kind and number, with each sample of what a flash operation may leave.</summary>
    public IEnumerable<CutPoint> Points(int samples)
    {
        for (var number = 1; number <= FlashOperations; number++)
        {
            for (var sample = 0; sample < samples; sample++)
                yield return new CutPoint(CutKind.Flash, number, sample);
        }

        for (var number = 1; number <= Requests; number++)
        {
            yield return new CutPoint(CutKind.Request, number, 0);
            yield return new CutPoint(CutKind.Answer, number, 0);
        }
    }
}
