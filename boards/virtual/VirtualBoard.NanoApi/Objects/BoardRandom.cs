namespace VirtualBoard.NanoApi.Objects;

/// <summary>Where a boot's unseeded randomness comes from.</summary>
internal static class BoardRandom
{
    /// <summary>The stream of one boot, so that a reboot does not repeat it and nothing outside the firmware shifts it.</summary>
    public static RandomStream Of(Boot boot) => boot.Get(static b => b.Board.Random($"firmware/{b.Number}"));
}
