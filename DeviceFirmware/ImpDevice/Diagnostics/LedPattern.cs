namespace ImpDevice.Diagnostics;

/// <summary>
/// Times of a one-colour LED for each state, in milliseconds: on, off, on, off ... repeated. An imp tells red, orange and green apart;
/// here the rhythm has to.
/// </summary>
internal static class LedPattern
{
    /// <summary>The times; one entry means on for good, none means dark.</summary>
    internal static int[] Of(LedState state)
    {
        switch (state)
        {
            case LedState.NotProvisioned: return new int[] { 100, 150, 100, 150, 100, 1400 };
            case LedState.Unconfigured: return new int[] { 500, 500 };
            case LedState.Connecting: return new int[] { 1000, 300, 200, 300, 200, 300, 200, 1000 };
            case LedState.NoAddress: return new int[] { 1000, 300, 200, 300, 200, 1000 };
            case LedState.NotResolved: return new int[] { 1000, 300, 200, 1000 };
            case LedState.NoServer: return new int[] { 1000, 300, 1000, 1000 };
            case LedState.Connected: return new int[] { 60, 1940 };
            case LedState.Blessed: return new int[] { 1000 };
            case LedState.Failed: return new int[] { 100, 100 };
            case LedState.ActivationRefused: return new int[] { 300, 300, 300, 1500 };
            default: return new int[0];
        }
    }
}
