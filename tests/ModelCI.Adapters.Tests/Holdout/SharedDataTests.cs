using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

/// <summary>The three real data sets, through the same door as a user's.</summary>
internal sealed class SharedDataTests : HoldoutFixture
{
    [Test]
    public void Read_Adult_MixedColumnsWithALabelColumn()
    {
        var folder = SharedData.Folder("adult");
        var data = Read(Path.Combine(folder, "holdout.csv"), labelColumn: "income", exclude: "age_group");
        var numeric = data.Items.Columns.Where(column => column.Type == ElementType.Int64).Select(column => column.Name);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((data.Items.Count, data.Items.Columns.Count, data.Labels.IsComplete), Is.EqualTo((8141, 14, true)));
            Assert.That(numeric, Is.EqualTo(new[] { "age", "fnlwgt", "education_num", "capital_gain", "capital_loss", "hours_per_week" }));
            Assert.That(data.Labels.Classes.Names, Is.EqualTo(new[] { "<=50K", ">50K" }));
            Assert.That(Labels(Read(Path.Combine(folder, "holdout.csv"), labels: Path.Combine(folder, "holdout_labels.csv"))), Is.EqualTo(Labels(data)));
        }
    }

    [Test]
    public void Read_Fashion_ImagesNamedByTheLabelsFile()
    {
        var folder = SharedData.Folder("fashion");
        var data = Read(Path.Combine(folder, "holdout_images.npy"), new IdSource.FromLabels(), labels: Path.Combine(folder, "holdout_labels.csv"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((data.Items.Count, data.Items.Ids[^1], data.Labels.Classes.Count), Is.EqualTo((10_000, "fmnist-t10k-09999", 10)));
            Assert.That(data.Items.Find("holdout_images")!.RowShape, Is.EqualTo(new[] { 1, 28, 28 }));
        }
    }

    [Test]
    public void Read_FashionPixels_AgreeWithTheArray()
    {
        var folder = SharedData.Folder("fashion");
        var table = Read(Path.Combine(folder, "holdout_pixels_first500.csv"), labelColumn: "label");
        var array = Read(Path.Combine(folder, "holdout_images.npy"), new IdSource.FromLabels(), labels: Path.Combine(folder, "holdout_labels.csv"));
        var pixels = table.Items.Columns.Select(Integers).ToArray();
        using (Assert.EnterMultipleScope())
        {
            for (var row = 0; row < table.Items.Count; row++)
            {
                Assert.That(pixels.Select(column => column[row]), Is.EqualTo(Row(array.Items.Columns[0], row)));
                Assert.That(table.Labels[row], Is.EqualTo(array.Labels[row]));
            }
        }
    }

    [Test]
    public void Read_Text_ArraysAndTableHoldTheSameLabels()
    {
        var folder = SharedData.Folder("text");
        var labels = Path.Combine(folder, "holdout_labels.csv");
        var arrays = new ItemsSource.Arrays(new Dictionary<string, string>
        {
            ["input_ids"] = Path.Combine(folder, "holdout_input_ids.npy"),
            ["attention_mask"] = Path.Combine(folder, "holdout_attention_mask.npy"),
        });
        var tokens = Read(arrays, new IdSource.FromLabels(), labels: labels);
        var table = Read(Path.Combine(folder, "holdout.csv"), labelColumn: "label", exclude: ["emotion", "length", "mentions_name"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(table.Items.Columns.Select(column => column.Name), Is.EqualTo(new[] { "text" }));
            Assert.That(tokens.Items.Ids, Is.EqualTo(table.Items.Ids));
            Assert.That(Labels(tokens), Is.EqualTo(Labels(table)));
            Assert.That(Row(tokens.Items.Find("input_ids"), 0), Has.Length.EqualTo(40 * sizeof(long)));
        }
    }
}
