"""The words for data sets that cannot be read: code → (English, Chinese), each (what is wrong, what to do)."""

from __future__ import annotations

from engine.program_messages import Words

DATA_MESSAGES: dict[str, tuple[Words, Words]] = {
    # the file as a whole ------------------------------------------------------------------
    "data_empty": (
        ("The file holds no samples.", "Choose a digit CSV, MNIST IDX files or an npz."),
        ("文件里没有样本。", "请选数字 CSV、MNIST 的 IDX 文件或 npz。"),
    ),
    "data_unknown": (
        (
            "This is neither text with commas, nor IDX, nor npz.",
            "Choose a digit CSV, MNIST IDX files or an npz; each may be packed with gzip.",
        ),
        ("这不是用逗号分隔的文本，也不是 IDX 或 npz。", "请选数字 CSV、IDX 文件或 npz，可用 gzip 压缩。"),
    ),
    "data_packed": (
        ("The packed file is damaged: it cannot be unpacked to its end.", "Pack or download it again."),
        ("压缩文件已损坏，无法完整解开。", "请重新压缩或下载。"),
    ),
    "data_unpacked_size": (
        ("Unpacked, the file has more than {limit} bytes, which is the limit.", "Use fewer samples."),
        ("文件解开后超过 {limit} 字节的上限。", "请减少样本。"),
    ),
    "data_elements": (
        ("The images have {size} pixels in all; the limit is {limit}.", "Use fewer samples."),
        ("图像共有 {size} 个像素，上限是 {limit}。", "请减少样本。"),
    ),
    "data_few": (
        ("There are {found} samples; training and testing need at least {want}.", "Add samples."),
        ("只有 {found} 个样本，训练和测试至少要 {want} 个。", "请增加样本。"),
    ),
    "data_classes": (
        ("All labels are {label}: there is one class only.", "Give samples of two classes or more."),
        ("标签全是 {label}，只有一个类别。", "请给出至少两个类别的样本。"),
    ),
    "data_counts": (
        ("There are {images} images and {labels} labels.", "Give one label for each image."),
        ("有 {images} 幅图像，却有 {labels} 个标签。", "每幅图像配一个标签。"),
    ),
    "data_square": (
        ("An image of {pixels} pixels has no rows and columns.", "Give square images, such as 28×28 = 784 pixels."),
        ("{pixels} 个像素的图像分不出行和列。", "请用正方形图像，例如 28×28 = 784 个像素。"),
    ),
    # CSV ----------------------------------------------------------------------------------
    "data_columns": (
        (
            "Columns in a row: {found}. A digit has a label and the pixels of a square image.",
            "Put the label first, then the pixels: 785 columns for 28×28.",
        ),
        ("每行有 {found} 列；应是一个标签加上正方形图像的像素。", "先写标签，再写像素：28×28 共 785 列。"),
    ),
    "data_width": (
        ("Columns in row {row}: {found}; in the rows before: {want}.", "Give every row {want} columns."),
        ("第 {row} 行有 {found} 列，而前面各行是 {want} 列。", "让每一行都有 {want} 列。"),
    ),
    "data_number": (
        ("Row {row}, column {column}: `{found}` is not a number.", "Write a whole number from 0 to 255."),
        ("第 {row} 行第 {column} 列：`{found}` 不是数。", "请写 0 到 255 的整数。"),
    ),
    "data_pixel": (
        ("Row {row}, column {column}: the pixel is {found}.", "Pixels are whole numbers from 0 to 255."),
        ("第 {row} 行第 {column} 列：像素值是 {found}。", "像素值是 0 到 255 的整数。"),
    ),
    "data_label": (
        ("Row {row}, column {column}: the label is {found}.", "Labels are whole numbers from 0 to 255."),
        ("第 {row} 行第 {column} 列：标签是 {found}。", "标签是 0 到 255 的整数。"),
    ),
    "data_long_row": (
        ("Row {row} is longer than {limit} bytes.", "End each row with a line break."),
        ("第 {row} 行超过 {limit} 字节。", "每一行要以换行结束。"),
    ),
    # IDX ----------------------------------------------------------------------------------
    "data_idx_kind": (
        (
            "The IDX file begins with {found}; images begin with 00000803, labels with 00000801.",
            "Choose the MNIST files of images and of labels.",
        ),
        ("IDX 文件以 {found} 开头；图像应为 00000803，标签应为 00000801。", "请选 MNIST 的图像和标签文件。"),
    ),
    "data_idx_size": (
        ("By its head the IDX file has {want} bytes, and it has {found}.", "Download it again."),
        ("按文件头，IDX 文件应有 {want} 字节，实际是 {found}。", "请重新下载。"),
    ),
    "data_idx_pair": (
        ("The {want} are still missing, and this file does not hold them.", "Send the IDX file of {want}."),
        ("还缺{want}，而这个文件里没有。", "请发送 IDX 的{want}文件。"),
    ),
    # npz ----------------------------------------------------------------------------------
    "data_npz_names": (
        ("The npz has no pair of images and labels that is known; it holds {names}.", "Name them x and y."),
        ("npz 里没有认得的图像和标签，只有 {names}。", "请命名为 x 和 y。"),
    ),
    "data_npz_kind": (
        ("`{name}` is {found}; images and labels are plain numbers.", "Save it as uint8 or float32."),
        ("`{name}` 是 {found}；图像和标签应是普通的数。", "请存为 uint8 或 float32。"),
    ),
    "data_npz_shape": (
        (
            "`{name}` has the shape {found}.",
            "Images are (N, rows, columns) or (N, pixels), labels (N,).",
        ),
        ("`{name}` 的形状是 {found}。", "图像应为（样本数，行，列）或（样本数，像素数），每个样本一个标签。"),
    ),
    "data_npz_value": (
        ("Sample {row} of `{name}`, number {column}: {found}.", "Write {want}."),
        ("`{name}` 的第 {row} 个样本第 {column} 个数是 {found}。", "应是{want}。"),
    ),
}  # fmt: skip
