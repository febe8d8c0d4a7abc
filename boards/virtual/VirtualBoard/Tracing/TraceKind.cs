namespace VirtualBoard.Tracing;

/// <summary>What kind of decision or happening of a lab an entry of its trace is about.</summary>
public enum TraceKind
{
    /// <summary>An event was put into the lab's queue.</summary>
    Schedule,

    /// <summary>An event of the lab's queue fired.</summary>
    Event,

    /// <summary>A board thread was given its board's processor, and the lab.</summary>
    Run,

    /// <summary>Something that came from outside was let in.</summary>
    Outside,

    /// <summary>Power came or went, a boot began or ended.</summary>
    Power,

    /// <summary>A random stream was drawn from.</summary>
    Draw,

    /// <summary>A flash operation ended, whole or not.</summary>
    Flash,

    /// <summary>The radio or the Ethernet port found, joined, failed or lost something.</summary>
    Network,

    /// <summary>A request left a board, or its answer arrived, or did not.</summary>
    Message,

    /// <summary>A board printed a line.</summary>
    Console,

    /// <summary>A service, or whoever uses the lab, noted something.</summary>
    Note,
}
