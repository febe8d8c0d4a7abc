namespace VirtualBoard;

/// <summary>Native code that runs firmware's code on a thread of its own, such as timers and events; one object of it belongs to a boot.</summary>
public interface IBackgroundWork
{
    /// <summary>Whether it runs some now, or will when time passes. What only the outside could cause does not count.</summary>
    bool IsPending { get; }
}
