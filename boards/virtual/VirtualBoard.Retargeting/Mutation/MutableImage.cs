using System.Reflection;

namespace VirtualBoard.Retargeting.Mutation;

/// <summary>A loaded image of <see cref="MutableFirmware"/>. Use it in one lab at a time.</summary>
public sealed class MutableImage : IDisposable
{
    private readonly List<FieldInfo> _active;
    private readonly byte[] _reached;

    internal MutableImage(FirmwareImage image, int mutants)
    {
        Image = image;
        _reached = new byte[mutants + 1];
        var classes = image.Assemblies.Select(a => a.GetType(MutantWriter.ClassName)).OfType<Type>().ToList();
        _active = [.. classes.Select(c => c.GetField(MutantWriter.ActiveField)!)];
        foreach (var type in classes)
            type.GetField(MutantWriter.ReachedField)!.SetValue(null, _reached);
    }

    /// <summary>The image.</summary>
    public FirmwareImage Image { get; }

    /// <summary>Switches one mutant on, and all others off.</summary>
    /// <param name="number">Number of the mutant; 0 for none.</param>
    public void Activate(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, _reached.Length);
        foreach (var field in _active)
            field.SetValue(null, number);
    }

    /// <summary>Gives the numbers of the mutants whose place firmware has reached since the last call.</summary>
    public IReadOnlyList<int> TakeReached()
    {
        var numbers = Enumerable.Range(1, _reached.Length - 1).Where(n => _reached[n] != 0).ToList();
        Array.Clear(_reached);
        return numbers;
    }

    /// <inheritdoc/>
    public void Dispose() => Image.Dispose();
}
