extern alias nanoapi;

using System.Collections;
using ArrayList = nanoapi::System.Collections.ArrayList;
using DictionaryEntry = nanoapi::System.Collections.DictionaryEntry;
using Hashtable = nanoapi::System.Collections.Hashtable;
using Queue = nanoapi::System.Collections.Queue;
using Stack = nanoapi::System.Collections.Stack;

namespace VirtualBoard.NanoApi.Tests.Objects;

public sealed class CollectionTests
{
    [Fact]
    public void A_hashtable_keeps_what_it_is_given_while_it_grows_and_shrinks() => Bench.Run(() =>
    {
        var table = new Hashtable();
        for (var i = 0; i < 500; i++)
            table.Add("key" + i, i);
        for (var i = 0; i < 500; i += 2)
            table.Remove("key" + i);
        Assert.Equal(250, table.Count);
        for (var i = 0; i < 500; i++)
            Assert.Equal(i % 2 == 0 ? null : i, table["key" + i]);
        Assert.Throws<ArgumentException>(() => table.Add("key1", 0));
        Assert.Throws<NullReferenceException>(() => table[null!]);
        Assert.Equal(250, ((Hashtable)table.Clone()).Count);
    });

    [Fact]
    public void Number_keys_come_in_the_order_of_nanoCLRs_buckets() => Bench.Run(() =>
    {
        // Seven buckets from the third key on; 8 finds bucket 1 taken and goes to 6. Enumeration goes from the last to the first.
        var table = new Hashtable { [1] = "a", [5] = "b", [3] = "c", [8] = "d" };
        Assert.Equal([8, 5, 3, 1], Keys(table));
    });

    [Fact]
    public void String_keys_come_in_the_same_order_in_every_run()
    {
        Assert.Equal(Order(), Order());

        static object[] Order() => Bench.Run(() =>
        {
            var table = new Hashtable();
            foreach (var word in "the quick brown fox jumps over lazy dogs".Split(' '))
                table[word] = word.Length;
            return Keys(table);
        });
    }

    [Fact]
    public void Enumerating_a_hashtable_gives_entries_with_fields_and_notices_changes() => Bench.Run(() =>
    {
        var table = new Hashtable { ["a"] = 1 };
        foreach (DictionaryEntry entry in table)
            Assert.Equal(("a", 1), ((string)entry.Key, (int)entry.Value!));
        var walk = table.GetEnumerator();
        Assert.Throws<InvalidOperationException>(() => walk.Current);
        Assert.True(walk.MoveNext());
        table["b"] = 2;
        Assert.Throws<InvalidOperationException>(() => walk.MoveNext());
    });

    [Fact]
    public void Keys_of_a_class_are_compared_by_reference() => Bench.Run(() =>
    {
        var table = new Hashtable { [new Alike()] = 1 };
        Assert.False(table.Contains(new Alike()));
        table[1.5] = 2;
        Assert.True(table.Contains(1.5));
        Assert.False(table.Contains(1.5f));
    });

    [Fact]
    public void A_list_inserts_removes_and_finds()
    {
        var list = new ArrayList { 1, "two", 3 };
        list.Insert(1, null);
        list.RemoveAt(0);
        list.Remove(3);
        Assert.Equal([null, "two"], list.ToArray());
        Assert.Equal(1, list.IndexOf("two"));
        Assert.Throws<ArgumentOutOfRangeException>(() => list[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => list.Insert(3, 0));
    }

    [Fact]
    public void Enumerating_a_list_does_not_notice_changes()
    {
        var list = new ArrayList { 1, 2, 3 };
        var seen = new List<object?>();
        foreach (var item in list)
        {
            seen.Add(item);
            list.Add(0);
        }

        Assert.Equal([1, 2, 3], seen);
    }

    [Fact]
    public void A_queue_goes_round()
    {
        var queue = new Queue();
        for (var i = 0; i < 10; i++)
        {
            queue.Enqueue(i);
            queue.Enqueue(-i);
            queue.Dequeue();
        }

        Assert.Equal([5, -5, 6, -6, 7, -7, 8, -8, 9, -9], queue.ToArray());
        Assert.Equal(queue.ToArray(), ((Queue)queue.Clone()).Cast<object>().ToArray());
        queue.Clear();
        Assert.Throws<InvalidOperationException>(() => queue.Dequeue());
    }

    [Fact]
    public void A_stack_is_seen_from_the_top()
    {
        var stack = new Stack();
        stack.Push(1);
        stack.Push(2);
        Assert.Equal([2, 1], stack.ToArray());
        Assert.Equal(2, stack.Pop());
        Assert.Equal(1, stack.Peek());
        stack.Clear();
        Assert.Throws<InvalidOperationException>(() => stack.Pop());
    }

    private static object[] Keys(Hashtable table) => table.Keys.Cast<object>().ToArray();

    private sealed class Alike
    {
        public override bool Equals(object? obj) => obj is Alike;

        public override int GetHashCode() => 1;
    }
}
