using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace VirtualBoard;

/// <summary>
/// Division of integers as nanoCLR does it. Retargeted firmware calls it where the divisor may be 0 or -1: by 0 a plain
/// <see cref="Exception"/> is thrown, for nanoFramework has no DivideByZeroException; and the smallest number by -1 is itself.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Division
{
    /// <summary>Quotient.</summary>
    /// <param name="dividend">Dividend.</param>
    /// <param name="divisor">Divisor.</param>
    /// <exception cref="Exception">The divisor is 0.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Divide(int dividend, int divisor) => divisor == -1 ? -dividend : dividend / NotZero(divisor);

    /// <inheritdoc cref="Divide(int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Divide(uint dividend, uint divisor) => dividend / (uint)NotZero((int)divisor);

    /// <inheritdoc cref="Divide(int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Divide(long dividend, long divisor) => divisor == -1 ? -dividend : dividend / NotZero(divisor);

    /// <inheritdoc cref="Divide(int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Divide(ulong dividend, ulong divisor) => dividend / (ulong)NotZero((long)divisor);

    /// <summary>Remainder.</summary>
    /// <param name="dividend">Dividend.</param>
    /// <param name="divisor">Divisor.</param>
    /// <exception cref="Exception">The divisor is 0.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Remainder(int dividend, int divisor) => divisor == -1 ? 0 : dividend % NotZero(divisor);

    /// <inheritdoc cref="Remainder(int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Remainder(uint dividend, uint divisor) => dividend % (uint)NotZero((int)divisor);

    /// <inheritdoc cref="Remainder(int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Remainder(long dividend, long divisor) => divisor == -1 ? 0 : dividend % NotZero(divisor);

    /// <inheritdoc cref="Remainder(int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Remainder(ulong dividend, ulong divisor) => dividend % (ulong)NotZero((long)divisor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NotZero(int divisor)
    {
        if (divisor == 0)
            Fail();
        return divisor;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long NotZero(long divisor)
    {
        if (divisor == 0)
            Fail();
        return divisor;
    }

    [DoesNotReturn, StackTraceHidden]
    [SuppressMessage("Usage", "CA2201:Do not raise reserved exception types", Justification = "What nanoCLR throws.")]
    private static void Fail() => throw new Exception();
}
