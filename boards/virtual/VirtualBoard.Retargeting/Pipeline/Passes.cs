using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Checks;
using VirtualBoard.Retargeting.Memory;
using VirtualBoard.Retargeting.Mutation;
using VirtualBoard.Retargeting.Preemption;
using VirtualBoard.Retargeting.Rewriting;

namespace VirtualBoard.Retargeting.Pipeline;

/// <summary>The steps of retargeting, in the order in which they run.</summary>
internal static class Passes
{
    public static IReadOnlyList<Pass> All(NanoApiAssembly nanoApi, MutantWriter? mutants) =>
    [
        new("finalizers", PassStage.Prepare,
            "Before the checks: what never runs need not be available.",
            FinalizerPass.Run),
        new("long forms", PassStage.Prepare,
            "Checks then meet one form of each instruction; and inserted code pushes branches and locals out of the reach of short forms.",
            BodyForms.Expand),
        .. mutants is null ? Array.Empty<Pass>() :
        [
            new("places of mutants", PassStage.Prepare,
                "In the long forms, while all code is still the firmware's own.",
                mutants.Find),
        ],
        new("subset check", PassStage.Check,
            "What the device does not run must not run here.",
            SubsetCheck.Run),
        new("api check", PassStage.Check,
            "What nothing stands in for must be refused while IL offsets are still the compiler's; the same look decides every replacement.",
            ApiCheck.Run),
        new("code check", PassStage.Check,
            "The host does not look at the types of values; what is wrong there would bring down the process.",
            CodeCheck.Run),
        new("statics check", PassStage.Check,
            "Static fields that cannot move would be shared between boards.",
            StaticsCheck.Run),
        new("boxes", PassStage.Rewrite,
            "Before the calls that the code check has looked at become others.",
            BoxPass.Run),
        new("arithmetic", PassStage.Rewrite,
            "Works on the instructions that the code check has seen, before any of them moves.",
            ArithmeticPass.Run),
        new("api map", PassStage.Rewrite,
            "First, since it works on the instructions that the check has seen.",
            ApiMapPass.Run),
        new("synchronized", PassStage.Rewrite,
            "Anywhere after the checks, which refuse all but the accessors of events.",
            SynchronizedPass.Run),
        new("statics", PassStage.Rewrite,
            "After the API map: the class of statics is made of types that are already the host's.",
            f => StaticsPass.Run(f, nanoApi)),
        .. mutants is null ? Array.Empty<Pass>() :
        [
            new("mutants", PassStage.Rewrite,
                "After statics, which would move the fields that choose a mutant; before preemption, because mutants loop too.",
                _ => mutants.Write()),
        ],
        new("preemption", PassStage.Rewrite,
            "After statics, whose code is no part of a loop; before power, so that handlers still begin where compilers made them begin.",
            PreemptionPass.Run),
        new("memory", PassStage.Rewrite,
            "After preemption, to which counting what is allocated is no call; before power, as that.",
            AllocationPass.Run),
        new("power", PassStage.Rewrite,
            "Last of those that add code: the dead-boot tests have to come before any other code of a handler.",
            f => PowerPass.Run(f, nanoApi)),
        new("meters", PassStage.Rewrite,
            "After all that use the meter: the fetching comes first in a method.",
            Meters.Run),
        new("clean-up", PassStage.Rewrite,
            "Takes off what speaks of the board's assemblies and is of no use on the host.",
            CleanUpPass.Run),
        new("short forms", PassStage.Rewrite,
            "Undoes the long forms where there is no need for them.",
            BodyForms.Shrink),
    ];
}
