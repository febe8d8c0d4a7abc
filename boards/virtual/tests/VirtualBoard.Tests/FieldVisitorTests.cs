using VirtualBoard.Memory;

namespace VirtualBoard.Tests;

public sealed class FieldVisitorTests
{
    [Fact]
    public void Sees_what_reflection_sees()
    {
        var reached = new List<object?>();
        var shapes = new Dictionary<Type, ObjectShape>();
        ObjectShape ShapeOf(Type type) => shapes.TryGetValue(type, out var known)
            ? known : shapes[type] = ObjectShape.Of(type, typeof(FieldVisitorTests).Assembly);

        var look = FieldVisitor.Of(typeof(Item), ShapeOf);
        var item = new Item("text", 7, new Pair(new byte[100], 3));
        // Name, number, pair; the object that the pair is, its data and its number.
        Assert.Equal(6, look(item, reached.Add));
        Assert.Equal([item.Name, item.Pair.Data], reached);

        reached.Clear();
        Assert.Equal(2, FieldVisitor.Of(typeof(Pair), ShapeOf)(item.Pair, reached.Add));
        Assert.Equal([item.Pair.Data], reached);
    }

    private sealed class Item(string name, int number, Pair pair)
    {
        public readonly string Name = name;
        public readonly int Number = number;
        public readonly Pair Pair = pair;
    }

    private readonly struct Pair(byte[] data, int number)
    {
        public readonly byte[] Data = data;
        public readonly int Number = number;
    }
}
