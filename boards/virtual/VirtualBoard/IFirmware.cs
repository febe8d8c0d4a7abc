namespace VirtualBoard;

/// <summary>A program that a board can boot, any number of times and on any number of boards.</summary>
public interface IFirmware
{
    /// <summary>Name for messages: the assembly's.</summary>
    string Name { get; }

    /// <summary>
    /// Runs the program on the main board thread of <paramref name="boot"/>: fresh statics, static constructors in type order,
    /// then <c>Main</c>. Returns when Main returns; other threads of the boot go on.
    /// </summary>
    /// <param name="boot">The boot to run in.</param>
    void Run(Boot boot);
}
