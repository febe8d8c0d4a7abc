using System.ComponentModel;

namespace VirtualBoard.NanoApi;

/// <summary>What code that the retargeter inserts into firmware calls. For the retargeter's use only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Guest
{
    /// <summary>The object that holds what the static fields of a firmware assembly held before retargeting.</summary>
    /// <param name="assemblyIndex">Index of the assembly within its image.</param>
    /// <exception cref="PowerOffException">The boot of the calling thread is dead.</exception>
    public static object? Statics(int assemblyIndex) => CpuMeter.Current.Statics(assemblyIndex);

    /// <summary>
    /// The object that holds what the static fields of a generic type held, for one set of type arguments. The first use of it in a
    /// boot runs the static constructor.
    /// </summary>
    /// <typeparam name="T">The class that the retargeter has made of those fields.</typeparam>
    /// <exception cref="PowerOffException">The boot of the calling thread is dead.</exception>
    /// <exception cref="OutOfMemoryException">Static constructors use each other deeper than the board's stack.</exception>
    public static T StaticsOf<T>()
        where T : GenericStatics, new()
    {
        var boot = Boot.Current;
        boot.ThrowIfDead();
        var statics = boot.Get(static _ => new T());
        if (!statics.HasBegun)
        {
            statics.HasBegun = true;
            var stack = CpuMeter.EnterCall();
            boot.RunStaticConstructor(typeof(T).Name, statics.RunStaticConstructor);
            BoardThread.Current!.StackUse = stack;
        }

        return statics;
    }

    /// <summary>Whether a catch-all of firmware may see an exception: anything but the loss of power.</summary>
    /// <param name="exception">What was thrown.</param>
    public static bool IsCatchable(object exception) => exception is not PowerOffException;
}
