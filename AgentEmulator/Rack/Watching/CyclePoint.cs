namespace AgentEmulator.Rack.Watching;

/// <summary>One cycle that counts, with the figures that charts are drawn from; small, since a long run has very many.</summary>
/// <param name="Board">Position of the board in the rack.</param>
/// <param name="Cycle">Its number.</param>
/// <param name="EndedAt">Rack time of its end.</param>
/// <param name="Passed">Whether it passed.</param>
/// <param name="Faulty">Whether faults were injected.</param>
/// <param name="ActivationMs">First power to claim; null when it was not claimed.</param>
/// <param name="FreeHeap">Free heap in bytes at the last heartbeat; null without any.</param>
/// <param name="WorstErases">Erases of the sector erased most often since the board was new; null where that cannot be counted.</param>
/// <param name="Rssi">Signal at the last heartbeat in dBm; null on a wire.</param>
internal readonly record struct CyclePoint(
    int Board, int Cycle, TimeSpan EndedAt, bool Passed, bool Faulty, long? ActivationMs, long? FreeHeap, int? WorstErases, int? Rssi);
