<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>EigenBrush</name>
    <message>
      <location filename="app/elsewhere/desk.py" />
      <source>The folder with ca.pem and client.pem</source>
      <translation>Der Ordner mit ca.pem und client.pem</translation>
    </message>
    <message>
      <location filename="app/elsewhere/workers.py" />
      <source>Say where the workers are, such as tls://127.0.0.1:8786; whoever started them saw that address.</source>
      <translation>Bitte angeben, wo die Arbeiter sind, etwa tls://127.0.0.1:8786; wer sie gestartet hat, sah diese Adresse.</translation>
    </message>
    <message>
      <location filename="app/elsewhere/workers.py" />
      <source>Workers are reached with certificates alone: choose the folder that holds ca.pem and client.pem.</source>
      <translation>Arbeiter sind nur mit Zertifikaten zu erreichen: bitte den Ordner wählen, in dem ca.pem und client.pem liegen.</translation>
    </message>
    <message>
      <location filename="app/live/controls.py" />
      <source>MIDI control {number}, channel {channel}</source>
      <translation>MIDI-Regler {number}, Kanal {channel}</translation>
    </message>
    <message>
      <location filename="app/live/controls.py" />
      <source>OSC {address}</source>
      <translation>OSC {address}</translation>
    </message>
    <message>
      <location filename="app/live/controls.py" />
      <source>MIDI pitch wheel, channel {channel}</source>
      <translation>MIDI-Tonhöhenrad, Kanal {channel}</translation>
    </message>
    <message>
      <location filename="app/live/controls.py" />
      <source>OSC {address}, number {place}</source>
      <translation>OSC {address}, Zahl {place}</translation>
    </message>
    <message>
      <location filename="app/live/joins.py" />
      <source>truncation</source>
      <translation>Trunkierung</translation>
    </message>
    <message>
      <location filename="app/live/listening.py" />
      <source>Controllers need further packages: run pip install "eigenbrush[live]", then start EigenBrush again.</source>
      <translation>Für Steuergeräte fehlen Pakete: Führen Sie pip install "eigenbrush[live]" aus und starten Sie EigenBrush neu.</translation>
    </message>
    <message>
      <location filename="app/live/listening.py" />
      <source>OSC: port {port} of this computer (127.0.0.1). Nothing comes in from the network.</source>
      <translation>OSC: Port {port} dieses Rechners (127.0.0.1). Aus dem Netz kommt nichts herein.</translation>
    </message>
    <message>
      <location filename="app/live/listening.py" />
      <source>OSC: port {port}, from the whole network: whoever is on it can move the sliders that are joined, and nothing else.</source>
      <translation>OSC: Port {port}, aus dem ganzen Netz: Wer darin ist, kann die verbundenen Regler bewegen und sonst nichts.</translation>
    </message>
    <message>
      <location filename="app/live/listening.py" />
      <source>{control} moves {name} now.</source>
      <translation>{control} bewegt jetzt {name}.</translation>
    </message>
    <message>
      <location filename="app/live/listening.py" />
      <source>OSC needs the package python-osc: run pip install "eigenbrush[live]", then start EigenBrush again.</source>
      <translation>OSC braucht das Paket python-osc: Führen Sie pip install "eigenbrush[live]" aus und starten Sie EigenBrush neu.</translation>
    </message>
    <message>
      <location filename="app/live/listening.py" />
      <source>{control} moves {name} now, and {others} as before.</source>
      <translation>{control} bewegt jetzt {name} und wie zuvor {others}.</translation>
    </message>
    <message>
      <location filename="app/live/listening.py" />
      <source>MIDI: no device is there; one that is plugged in is listened to at once.</source>
      <translation>MIDI: Kein Gerät ist da; sobald eines angesteckt wird, wird ihm zugehört.</translation>
    </message>
    <message>
      <location filename="app/live/listening.py" />
      <source>MIDI: {devices}.</source>
      <translation>MIDI: {devices}.</translation>
    </message>
    <message>
      <location filename="app/live/midi.py" />
      <source>MIDI needs the packages mido and python-rtmidi: run pip install "eigenbrush[live]", then start EigenBrush again.</source>
      <translation>MIDI braucht die Pakete mido und python-rtmidi: Führen Sie pip install "eigenbrush[live]" aus und starten Sie EigenBrush neu.</translation>
    </message>
    <message>
      <location filename="app/live/midi.py" />
      <source>The MIDI device {name} is gone. What it is joined with stays: plug it in again, and it goes on.</source>
      <translation>Das MIDI-Gerät {name} ist weg. Seine Verbindungen bleiben: Stecken Sie es wieder an, dann geht es weiter.</translation>
    </message>
    <message>
      <location filename="app/live/midi.py" />
      <source>The MIDI device {name} cannot be opened: close the other program that may be using it, and it is listened to.</source>
      <translation>Das MIDI-Gerät {name} lässt sich nicht öffnen: Schließen Sie das andere Programm, das es vielleicht benutzt, dann wird ihm zugehört.</translation>
    </message>
    <message>
      <location filename="app/live/midi.py" />
      <source>MIDI is not there on this computer. OSC is listened to all the same.</source>
      <translation>MIDI gibt es auf diesem Rechner nicht. OSC wird trotzdem zugehört.</translation>
    </message>
    <message>
      <location filename="app/live/osc.py" />
      <source>Something that is no OSC came in, and was passed over; the rest is listened to.</source>
      <translation>Etwas kam herein, das kein OSC ist, und wurde übergangen; dem Rest wird zugehört.</translation>
    </message>
    <message>
      <location filename="app/live/osc.py" />
      <source>Port {port} cannot be listened at ({why}). Choose another port in Edit &gt; Controllers.</source>
      <translation>Auf Port {port} lässt sich nicht hören ({why}). Wählen Sie unter Bearbeiten &gt; Steuergeräte einen anderen.</translation>
    </message>
    <message>
      <location filename="app/live/osc.py" />
      <source>Port {port} is taken by another program, so OSC is not listened to. Choose another port in Edit &gt; Controllers.</source>
      <translation>Port {port} gehört einem anderen Programm, darum wird OSC nicht zugehört. Wählen Sie unter Bearbeiten &gt; Steuergeräte einen anderen.</translation>
    </message>
    <message>
      <location filename="app/live/osc.py" />
      <source>What was sent by OSC did not all arrive ({why}); send it again.</source>
      <translation>Was über OSC kam, ist nicht ganz angekommen ({why}); schicken Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="app/model/brought.py" />
      <source>{name} holds a code of {size}, or a direction.</source>
      <translation>{name} enthält einen Code aus {size} Zahlen oder eine Richtung.</translation>
    </message>
    <message>
      <location filename="app/model/brought.py" />
      <source>{name} holds {count:,} codes of {size}, or as many directions.</source>
      <translation>{name} enthält {count:,} Codes aus {size} Zahlen oder ebenso viele Richtungen.</translation>
    </message>
    <message>
      <location filename="app/model/catalogue.py" />
      <source>This slider is not there any more; find its directions again.</source>
      <translation>Diesen Regler gibt es nicht mehr; suchen Sie seine Richtungen noch einmal.</translation>
    </message>
    <message>
      <location filename="app/model/earlier.py" />
      <source>Session of {day} {when:%B %Y, %H:%M}</source>
      <translation>Sitzung vom {day} {when:%B %Y, %H:%M}</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>Seed {seed}</source>
      <translation>Startzahl {seed}</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>Photo {name}</source>
      <translation>Foto {name}</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>Code {name}</source>
      <translation>Code {name}</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>Truncation {truncation:.2f}</source>
      <translation>Trunkierung {truncation:.2f}</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>Truncation of the first {cutoff}</source>
      <translation>Trunkierung der ersten {cutoff}</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>Truncation of all layers</source>
      <translation>Trunkierung aller Schichten</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>, the strongest {components}</source>
      <translation>, die stärksten {components}</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>Calm beyond {threshold:.2f}{parts}</source>
      <translation>Beruhigen ab {threshold:.2f}{parts}</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>Calm nothing</source>
      <translation>Nichts beruhigen</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>Class {label}</source>
      <translation>Klasse {label}</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>Noise of seed {seed}</source>
      <translation>Rauschen der Startzahl {seed}</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>Noise: {noise}</source>
      <translation>Rauschen: {noise}</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>Layers {first}-{last} of seed {seed}</source>
      <translation>Schichten {first}-{last} aus Startzahl {seed}</translation>
    </message>
    <message>
      <location filename="app/model/face.py" />
      <source>No style mixing</source>
      <translation>Keine Stilmischung</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>How the film moves at {start:.2f} s</source>
      <translation>Wie sich der Film bei {start:.2f} s bewegt</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Curve of {name}</source>
      <translation>Kurve von {name}</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>{name} is moved by {what}</source>
      <translation>{name} wird bewegt durch: {what}</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Key at {time:.2f} s</source>
      <translation>Schlüsselbild bei {time:.2f} s</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Moved a key to {to:.2f} s</source>
      <translation>Schlüsselbild auf {to:.2f} s verschoben</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Copied a key to {to:.2f} s</source>
      <translation>Schlüsselbild auf {to:.2f} s kopiert</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Removed the key at {time:.2f} s</source>
      <translation>Schlüsselbild bei {time:.2f} s entfernt</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Back to the key at {time:.2f} s</source>
      <translation>Zurück zum Schlüsselbild bei {time:.2f} s</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Spread the keys evenly</source>
      <translation>Schlüsselbilder gleichmäßig verteilt</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Spread the keys evenly, on beats</source>
      <translation>Schlüsselbilder gleichmäßig verteilen, auf Schläge</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Steady throughout</source>
      <translation>Durchweg gleichmäßig</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Steady from {start:.2f} s</source>
      <translation>Gleichmäßig ab {start:.2f} s</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Not steady from {start:.2f} s</source>
      <translation>Nicht gleichmäßig ab {start:.2f} s</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Removed the curve of {name}</source>
      <translation>Kurve von {name} entfernt</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Removed the breathing</source>
      <translation>Atmen entfernt</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Film of {seconds:g} s</source>
      <translation>Film von {seconds:g} s</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>A film that goes round</source>
      <translation>Ein Film, der im Kreis läuft</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>A film with an end</source>
      <translation>Ein Film mit einem Ende</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Part of the film to play</source>
      <translation>Abzuspielender Teil des Films</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>The whole film to play</source>
      <translation>Den ganzen Film abspielen</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>{name} is not moved by {what}</source>
      <translation>{name} wird nicht mehr bewegt durch: {what}</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>This slider has no curve any more; choose another.</source>
      <translation>Dieser Regler hat keine Kurve mehr; wählen Sie einen anderen.</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>{name} has a curve already: drag its points.</source>
      <translation>{name} hat schon eine Kurve: Ziehen Sie an ihren Punkten.</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Sound of the film</source>
      <translation>Ton des Films</translation>
    </message>
    <message>
      <location filename="app/model/film/making.py" />
      <source>Removed the sound</source>
      <translation>Ton entfernt</translation>
    </message>
    <message>
      <location filename="app/model/film/templates.py" />
      <source>There are no sliders yet: find some first.</source>
      <translation>Es gibt noch keine Regler: Finden Sie erst welche.</translation>
    </message>
    <message>
      <location filename="app/model/film/templates.py" />
      <source>Keep two snapshots first, with K.</source>
      <translation>Behalten Sie zuerst mit K zwei Schnappschüsse.</translation>
    </message>
    <message>
      <location filename="app/model/film/templates.py" />
      <source>Swing {name}</source>
      <translation>{name} schwingen lassen</translation>
    </message>
    <message>
      <location filename="app/model/film/templates.py" />
      <source>Swing this slider</source>
      <translation>Diesen Regler schwingen lassen</translation>
    </message>
    <message>
      <location filename="app/model/film/templates.py" />
      <source>Tour of the sliders</source>
      <translation>Rundgang durch die Regler</translation>
    </message>
    <message>
      <location filename="app/model/film/templates.py" />
      <source>Morph through my snapshots</source>
      <translation>Übergang durch meine Schnappschüsse</translation>
    </message>
    <message>
      <location filename="app/model/film/templates.py" />
      <source>Breathe</source>
      <translation>Atmen</translation>
    </message>
    <message>
      <location filename="app/model/judgements.py" />
      <source>yes</source>
      <translation>ja</translation>
    </message>
    <message>
      <location filename="app/model/judgements.py" />
      <source>no</source>
      <translation>nein</translation>
    </message>
    <message>
      <location filename="app/model/judgements.py" />
      <source>not judged</source>
      <translation>nicht beurteilt</translation>
    </message>
    <message>
      <location filename="app/model/judgements.py" />
      <source>Face {seed}: {words}</source>
      <translation>Gesicht {seed}: {words}</translation>
    </message>
    <message>
      <location filename="app/model/judgements.py" />
      <source>Judging: {name}</source>
      <translation>Beurteilt wird: {name}</translation>
    </message>
    <message>
      <location filename="app/model/judgements.py" />
      <source>Judging without a name</source>
      <translation>Beurteilen ohne Namen</translation>
    </message>
    <message>
      <location filename="app/model/many/looks.py" />
      <source>{file} is of the generator {other}, and {name} is open; open the file instead, to go on with that.</source>
      <translation>{file} gehört zum Generator {other}, und {name} ist offen; öffnen Sie stattdessen die Datei, um damit weiterzumachen.</translation>
    </message>
    <message>
      <location filename="app/model/many/sheets.py" />
      <source>No edit changes the picture, so before and after are alike; move a slider first.</source>
      <translation>Keine Änderung wirkt auf das Bild, darum sind vorher und nachher gleich; bewegen Sie erst einen Regler.</translation>
    </message>
    <message>
      <location filename="app/model/many/sheets.py" />
      <source>before</source>
      <translation>vorher</translation>
    </message>
    <message>
      <location filename="app/model/many/sheets.py" />
      <source>after</source>
      <translation>nachher</translation>
    </message>
    <message>
      <location filename="app/model/many/sheets.py" />
      <source>seed {seed}</source>
      <translation>Startzahl {seed}</translation>
    </message>
    <message>
      <location filename="app/model/many/sheets.py" />
      <source>{name}, before</source>
      <translation>{name}, vorher</translation>
    </message>
    <message>
      <location filename="app/model/many/sheets.py" />
      <source>{name}, after</source>
      <translation>{name}, nachher</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>{slider} only in {name}</source>
      <translation>{slider} nur in {name}</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>The painted regions stay where they are on the new face. Region &gt; Keep regions changes that.</source>
      <translation>Die gemalten Bereiche bleiben auf dem neuen Gesicht, wo sie sind. Bereich &gt; Bereiche behalten ändert das.</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>The painted regions were cleared for the new face. Undo brings them back.</source>
      <translation>Die gemalten Bereiche wurden für das neue Gesicht gelöscht. „Rückgängig“ bringt sie zurück.</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>Region: {name}</source>
      <translation>Bereich: {name}</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>New region</source>
      <translation>Neuer Bereich</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>region {value}{ascii_uppercase}</source>
      <translation>Bereich {value}{ascii_uppercase}</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>Removed {name}</source>
      <translation>{name} entfernt</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>Region {new}</source>
      <translation>Bereich {new}</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>Keep {name}</source>
      <translation>{name} bewahren</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>Change {name}</source>
      <translation>{name} ändern</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>{slider} everywhere</source>
      <translation>{slider} überall</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>Keep the outside exactly</source>
      <translation>Außerhalb genau erhalten</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>Let the outside follow</source>
      <translation>Außerhalb darf folgen</translation>
    </message>
    <message>
      <location filename="app/model/painting.py" />
      <source>There is a region called {new} already; choose another name.</source>
      <translation>Einen Bereich namens {new} gibt es schon; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <location filename="app/model/saved.py" />
      <source>What was saved does not fit {name}, because {wrong}; the file is damaged.</source>
      <translation>Was gespeichert wurde, passt nicht zu {name}, denn {wrong}; die Datei ist beschädigt.</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>{name} is no number</source>
      <translation>{name} ist keine Zahl</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>Nothing is kept this time, neither settings nor what you have open, because {folder} cannot be written to ({words}); save what you want to keep.</source>
      <translation>Diesmal wird nichts aufbewahrt, weder Einstellungen noch was Sie offen haben, weil sich in {folder} nicht schreiben lässt ({words}); speichern Sie, was Sie behalten wollen.</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>a value has the wrong kind</source>
      <translation>ein Wert ist von der falschen Art</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>there is no theme {known}</source>
      <translation>ein Farbschema {known} gibt es nicht</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>there is no language {language}</source>
      <translation>es gibt keine Sprache {language}</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>nothing is drawn at {known} per cent</source>
      <translation>nichts wird mit {known} Prozent gezeichnet</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>the names of sliders are damaged</source>
      <translation>die Namen der Regler sind beschädigt</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>the widths of the panels are damaged</source>
      <translation>die Breiten der Seitenleisten sind beschädigt</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>the brush is damaged</source>
      <translation>der Pinsel ist beschädigt</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>the room for what can be made again is damaged</source>
      <translation>der Platz für das, was sich neu erzeugen lässt, ist beschädigt</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>the place of the window is damaged</source>
      <translation>die Lage des Fensters ist beschädigt</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>what controllers move is damaged</source>
      <translation>was Steuergeräte bewegen, ist beschädigt</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>there is no port {known}</source>
      <translation>es gibt keinen Port {known}</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>the recent files are damaged</source>
      <translation>die zuletzt geöffneten Dateien sind beschädigt</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>it is no folder</source>
      <translation>das ist kein Ordner</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>The settings could not be read{why}; EigenBrush starts with fresh ones.</source>
      <translation>Die Einstellungen ließen sich nicht lesen{why}; EigenBrush beginnt mit neuen.</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>the ways to read files are damaged</source>
      <translation>die Lesarten der Dateien sind beschädigt</translation>
    </message>
    <message>
      <location filename="app/model/settings.py" />
      <source>What was there before stays.</source>
      <translation>Was vorher da war, bleibt.</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>{name} was found in layer {moved} and moves no other.</source>
      <translation>{name} wurde in Schicht {moved} gefunden und bewegt keine andere.</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>{name}: layers {first}-{last}</source>
      <translation>{name}: Schichten {first}-{last}</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Reset {name}</source>
      <translation>{name} zurückgesetzt</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Reset {group}</source>
      <translation>{group} zurückgesetzt</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Reset all edits</source>
      <translation>Alle Änderungen zurücksetzen</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Renamed to {shown}</source>
      <translation>In {shown} umbenannt</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Starred {name}</source>
      <translation>{name}: mit Stern</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Unstarred {name}</source>
      <translation>{name}: ohne Stern</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Hold {name}</source>
      <translation>{name} festhalten</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Release {name}</source>
      <translation>{name} loslassen</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>layer {index}</source>
      <translation>Schicht {index}</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Solo {group}</source>
      <translation>Solo {group}</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Solo off</source>
      <translation>Solo aus</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Lock {group}</source>
      <translation>{group} sperren</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Unlock {group}</source>
      <translation>{group} entsperren</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Randomised {group}</source>
      <translation>{group} zufällig verstellt</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Muted {name}</source>
      <translation>{name} stumm</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Unmuted {name}</source>
      <translation>{name} wirkt wieder</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Reordered the edits</source>
      <translation>Änderungen umgeordnet</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source> to </source>
      <translation> bis </translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>{group} holds a direction fixed; release it first.</source>
      <translation>In {group} ist eine Richtung festgehalten; lösen Sie sie zuerst.</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>Nothing of {name} is left beside what is held fixed.</source>
      <translation>Von {name} bleibt neben dem Festgehaltenen nichts übrig.</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>layer {layer}</source>
      <translation>Schicht {layer}</translation>
    </message>
    <message>
      <location filename="app/model/workspace.py" />
      <source>{left} Release some.</source>
      <translation>{left} Lösen Sie etwas davon.</translation>
    </message>
    <message>
      <location filename="app/services/autosave.py" />
      <source>What you had open last time could not be brought back: {sentence_}</source>
      <translation>Was Sie zuletzt offen hatten, ließ sich nicht wiederherstellen: {sentence_}</translation>
    </message>
    <message>
      <location filename="app/services/autosave.py" />
      <source>EigenBrush did not end properly last time; what you had open is kept: File &gt; Reopen last session, or Open recent.</source>
      <translation>EigenBrush wurde zuletzt nicht richtig beendet; was Sie offen hatten, ist aufbewahrt: Datei &gt; Letzte Sitzung wieder öffnen, oder Zuletzt geöffnet.</translation>
    </message>
    <message>
      <location filename="app/services/autosave.py" />
      <source>{name} was saved last, and is opened</source>
      <translation>{name} wurde zuletzt gespeichert und wird geöffnet</translation>
    </message>
    <message>
      <location filename="app/services/autosave.py" />
      <source>what you had open is brought back</source>
      <translation>was Sie offen hatten, ist wieder da</translation>
    </message>
    <message>
      <location filename="app/services/autosave.py" />
      <source>EigenBrush did not end properly last time; {back}.</source>
      <translation>EigenBrush wurde zuletzt nicht richtig beendet; {back}.</translation>
    </message>
    <message>
      <location filename="app/services/autosave.py" />
      <source>What you had open last time was not brought back; it waits in File &gt; Reopen last session.</source>
      <translation>Was Sie zuletzt offen hatten, wurde nicht wiederhergestellt; es wartet unter Datei &gt; Letzte Sitzung wieder öffnen.</translation>
    </message>
    <message>
      <location filename="app/services/autosave.py" />
      <source>There is no last session yet.</source>
      <translation>Es gibt noch keine letzte Sitzung.</translation>
    </message>
    <message>
      <location filename="app/services/autosave.py" />
      <source>At most {seats_count} windows are kept at once.</source>
      <translation>Höchstens {seats_count} Fenster werden zugleich aufbewahrt.</translation>
    </message>
    <message>
      <location filename="app/services/autosave.py" />
      <source>Your last session is kept: File &gt; Reopen last session, or Open recent.</source>
      <translation>Ihre letzte Sitzung ist aufbewahrt: Datei &gt; Letzte Sitzung wieder öffnen, oder Zuletzt geöffnet.</translation>
    </message>
    <message>
      <location filename="app/services/brought/album.py" />
      <source>{good} of {count} pictures became faces</source>
      <translation>{good} von {count} Bildern wurden zu Gesichtern</translation>
    </message>
    <message>
      <location filename="app/services/brought/album.py" />
      <source>{told}; left out: {names}{more}. {problem}</source>
      <translation>{told}; ausgelassen: {names}{more}. {problem}</translation>
    </message>
    <message>
      <location filename="app/services/brought/album.py" />
      <source>1 of {count} pictures became a face</source>
      <translation>1 von {count} Bildern wurde zu einem Gesicht</translation>
    </message>
    <message>
      <location filename="app/services/brought/album.py" />
      <source> and {bad_count} more</source>
      <translation> und {bad_count} weitere</translation>
    </message>
    <message>
      <location filename="app/services/brought/album.py" />
      <source>{count} pictures</source>
      <translation>{count} Bilder</translation>
    </message>
    <message>
      <location filename="app/services/brought/album.py" />
      <source>Finding {name}</source>
      <translation>{name} wird gesucht</translation>
    </message>
    <message>
      <location filename="app/services/brought/album.py" />
      <source>The picture became a face.</source>
      <translation>Das Bild wurde zu einem Gesicht.</translation>
    </message>
    <message>
      <location filename="app/services/brought/album.py" />
      <source>These are photos: open a generator first, then drop them again.</source>
      <translation>Das sind Fotos: Öffnen Sie zuerst einen Generator, und ziehen Sie sie dann noch einmal hierher.</translation>
    </message>
    <message>
      <location filename="app/services/brought/between.py" />
      <source>what differs</source>
      <translation>was sich unterscheidet</translation>
    </message>
    <message>
      <location filename="app/services/brought/between.py" />
      <source>the way {name}, {words}</source>
      <translation>der Weg {name}, {words}</translation>
    </message>
    <message>
      <location filename="app/services/brought/between.py" />
      <source>Finding {what}</source>
      <translation>Suche: {what}</translation>
    </message>
    <message>
      <location filename="app/services/brought/between.py" />
      <source>to {name}</source>
      <translation>zu {name}</translation>
    </message>
    <message>
      <location filename="app/services/brought/between.py" />
      <source>Reading {name}</source>
      <translation>{name} wird gelesen</translation>
    </message>
    <message>
      <location filename="app/services/brought/between.py" />
      <source>The slider “{name}” is in the panel. {told}</source>
      <translation>Der Regler „{name}“ ist in der Leiste. {told}</translation>
    </message>
    <message>
      <location filename="app/services/brought/codes.py" />
      <source>Opening {name}</source>
      <translation>{name} wird geöffnet</translation>
    </message>
    <message>
      <location filename="app/services/brought/codes.py" />
      <source>{name} holds codes: open the generator that they were made for first, then drop it again.</source>
      <translation>{name} enthält Codes: Öffnen Sie zuerst den Generator, für den sie gemacht wurden, und ziehen Sie die Datei dann noch einmal hierher.</translation>
    </message>
    <message>
      <location filename="app/services/brought/codes.py" />
      <source>{name} was not used, because another generator came up while it was read.</source>
      <translation>{name} wurde nicht verwendet, weil beim Lesen ein anderer Generator geöffnet wurde.</translation>
    </message>
    <message>
      <location filename="app/services/brought/codes.py" />
      <source>{name} holds {codes_count:,} codes; the first {shown} are shown, {left:,} are not.</source>
      <translation>{name} enthält {codes_count:,} Codes; die ersten {shown} werden gezeigt, {left:,} nicht.</translation>
    </message>
    <message>
      <location filename="app/services/brought/codes.py" />
      <source>Saving {name}</source>
      <translation>{name} wird gespeichert</translation>
    </message>
    <message>
      <location filename="app/services/brought/faces.py" />
      <source>Back with the session is the face brought in: see Face &gt; Faces brought in.</source>
      <translation>Mit der Sitzung ist das hereingeholte Gesicht zurück: siehe Gesicht &gt; Hereingeholte Gesichter.</translation>
    </message>
    <message>
      <location filename="app/services/brought/faces.py" />
      <source>Back with the session are the {count} faces brought in: see Face &gt; Faces brought in.</source>
      <translation>Mit der Sitzung sind die {count} hereingeholten Gesichter zurück: siehe Gesicht &gt; Hereingeholte Gesichter.</translation>
    </message>
    <message>
      <location filename="app/services/brought/faces.py" />
      <source>No faces were brought in yet: open a file of codes, or a folder of photos.</source>
      <translation>Es wurden noch keine Gesichter hereingeholt: Öffnen Sie eine Datei mit Codes oder einen Ordner mit Fotos.</translation>
    </message>
    <message>
      <location filename="app/services/brought/faces.py" />
      <source>{gone} is not there any more, so nothing can be compared with it or saved into it; put it back for that.</source>
      <translation>{gone} ist nicht mehr da, also kann nichts damit verglichen oder darin gespeichert werden; legen Sie es dafür zurück.</translation>
    </message>
    <message>
      <location filename="app/services/brought/faces.py" />
      <source>{gone} and {more} more are not there any more, so nothing can be compared with them or saved into them; put them back for that.</source>
      <translation>{gone} und {more} weitere sind nicht mehr da, also kann nichts mit ihnen verglichen oder in ihnen gespeichert werden; legen Sie sie dafür zurück.</translation>
    </message>
    <message>
      <location filename="app/services/brought/photos.py" />
      <source>Laying the edit into the photo</source>
      <translation>Die Änderung wird in das Foto gelegt</translation>
    </message>
    <message>
      <location filename="app/services/brought/photos.py" />
      <source>{name} is a photo: open a generator first, then drop it again.</source>
      <translation>{name} ist ein Foto: Öffnen Sie zuerst einen Generator, und ziehen Sie es dann noch einmal hierher.</translation>
    </message>
    <message>
      <location filename="app/services/brought/photos.py" />
      <source> What was found of it so far is under Face &gt; Faces brought in.</source>
      <translation> Was davon bisher gefunden wurde, steht unter Gesicht &gt; Hereingeholte Gesichter.</translation>
    </message>
    <message>
      <location filename="app/services/brought/photos.py" />
      <source>Finding {before} ended, because {now} was opened.{kept}</source>
      <translation>Die Suche nach {before} endete, weil {now} geöffnet wurde.{kept}</translation>
    </message>
    <message>
      <location filename="app/services/brought/photos.py" />
      <source>This face comes from no photo: bring one in with File &gt; Your own picture.</source>
      <translation>Dieses Gesicht stammt aus keinem Foto: Holen Sie eines herein mit Datei &gt; Eigenes Bild.</translation>
    </message>
    <message>
      <location filename="app/services/brought/scores.py" />
      <source>{told} Sliders should work well on it.</source>
      <translation>{told} Regler sollten gut darauf wirken.</translation>
    </message>
    <message>
      <location filename="app/services/brought/scores.py" />
      <source>Nearly the same</source>
      <translation>Fast gleich</translation>
    </message>
    <message>
      <location filename="app/services/brought/scores.py" />
      <source>Very like it</source>
      <translation>Sehr ähnlich</translation>
    </message>
    <message>
      <location filename="app/services/brought/scores.py" />
      <source>Like it</source>
      <translation>Ähnlich</translation>
    </message>
    <message>
      <location filename="app/services/brought/scores.py" />
      <source>Only roughly like it</source>
      <translation>Nur ungefähr ähnlich</translation>
    </message>
    <message>
      <location filename="app/services/brought/scores.py" />
      <source>{words} ({likeness:.0f} dB; {unfitted:.0f} before the {what} was fitted to it).</source>
      <translation>{words} ({likeness:.0f} dB; {unfitted:.0f} vor Anpassung von {what}).</translation>
    </message>
    <message>
      <location filename="app/services/brought/scores.py" />
      <source> What is painted over, {value:.0f} % of the square, does not count.</source>
      <translation> Was übermalt ist, {value:.0f} % des Quadrats, zählt nicht.</translation>
    </message>
    <message>
      <location filename="app/services/brought/scores.py" />
      <source>{told} The generator knows no such face: sliders may do odd things.</source>
      <translation>{told} Der Generator kennt kein solches Gesicht: Regler können Seltsames bewirken.</translation>
    </message>
    <message>
      <location filename="app/services/brought/scores.py" />
      <source>generator</source>
      <translation>Generator</translation>
    </message>
    <message>
      <location filename="app/services/brought/scores.py" />
      <source>noise</source>
      <translation>Rauschen</translation>
    </message>
    <message>
      <location filename="app/services/brought/scores.py" />
      <source>{told} Placing the square as the generator's own faces lie{window} helps.</source>
      <translation>{told} Es hilft, das Quadrat so zu legen, wie die eigenen Gesichter des Generators liegen{window}.</translation>
    </message>
    <message>
      <location filename="app/services/brought/scores.py" />
      <source>{odd} “Easy to edit” helps.</source>
      <translation>{odd} „Gut änderbar“ hilft.</translation>
    </message>
    <message>
      <location filename="app/services/brought/scores.py" />
      <source>, or “Closest”,</source>
      <translation>, oder „Am nächsten“</translation>
    </message>
    <message>
      <location filename="app/services/comparing.py" />
      <source>The sliders of this table are not at hand: it came from a file, or they made room for others. Start measures them again.</source>
      <translation>Die Regler dieser Tabelle sind nicht zur Hand: Sie kam aus einer Datei, oder die Regler haben anderen Platz gemacht. „Start“ misst sie noch einmal.</translation>
    </message>
    <message>
      <location filename="app/services/comparing.py" />
      <source>Comparing all methods</source>
      <translation>Alle Verfahren werden verglichen</translation>
    </message>
    <message>
      <location filename="app/services/comparing.py" />
      <source>All methods were compared. Click a bar to see its slider beside the others.</source>
      <translation>Alle Verfahren wurden verglichen. Klicken Sie auf einen Balken, um seinen Regler neben den anderen zu sehen.</translation>
    </message>
    <message>
      <location filename="app/services/comparing.py" />
      <source>This table is of {generator}. Open it to see its sliders on a face.</source>
      <translation>Diese Tabelle gehört zu {generator}. Öffnen Sie ihn, um seine Regler an einem Gesicht zu sehen.</translation>
    </message>
    <message>
      <location filename="app/services/devices.py" />
      <source>Apple GPU</source>
      <translation>Apple-GPU</translation>
    </message>
    <message>
      <location filename="app/services/devices.py" />
      <source>Moving to {get}</source>
      <translation>Wechsel zu {get}</translation>
    </message>
    <message>
      <location filename="app/services/directions.py" />
      <source>{title}: finding directions</source>
      <translation>{title}: Richtungen werden gesucht</translation>
    </message>
    <message>
      <location filename="app/services/directions.py" />
      <source>{title}: seeing what each moves</source>
      <translation>{title}: Wirkung jeder Richtung wird ermittelt</translation>
    </message>
    <message>
      <location filename="app/services/directions.py" />
      <source>{count} directions from {name}.</source>
      <translation>{count} Richtungen aus {name}.</translation>
    </message>
    <message>
      <location filename="app/services/directions.py" />
      <source>Looking for faces worth judging</source>
      <translation>Gesichter, die sich zu beurteilen lohnen, werden gesucht</translation>
    </message>
    <message>
      <location filename="app/services/directions.py" />
      <source>Open a generator first, then its directions.</source>
      <translation>Öffnen Sie zuerst einen Generator, dann seine Richtungen.</translation>
    </message>
    <message>
      <location filename="app/services/directions.py" />
      <source>1 direction from {name}.</source>
      <translation>1 Richtung aus {name}.</translation>
    </message>
    <message>
      <location filename="app/services/directions.py" />
      <source>Labels from {name}</source>
      <translation>Beurteilungen aus {name}</translation>
    </message>
    <message>
      <location filename="app/services/directions.py" />
      <source> {skipped} rows were left out.</source>
      <translation> {skipped} Zeilen wurden ausgelassen.</translation>
    </message>
    <message>
      <location filename="app/services/directions.py" />
      <source>{examples_count} labels from {name}.{left}</source>
      <translation>{examples_count} Beurteilungen aus {name}.{left}</translation>
    </message>
    <message>
      <location filename="app/services/directions.py" />
      <source>InterFaceGAN: {title}</source>
      <translation>InterFaceGAN: {title}</translation>
    </message>
    <message>
      <location filename="app/services/library.py" />
      <source>Fetched with pip from the package registry, checked by SHA-256, never run.
{package}</source>
      <translation>Mit pip aus dem Paketverzeichnis geholt, mit SHA-256 geprüft, nie ausgeführt.
{package}</translation>
    </message>
    <message>
      <location filename="app/services/library.py" />
      <source>checked by SHA-256 · {licence}</source>
      <translation>mit SHA-256 geprüft · {licence}</translation>
    </message>
    <message>
      <location filename="app/services/library.py" />
      <source>Comes with EigenBrush</source>
      <translation>In EigenBrush enthalten</translation>
    </message>
    <message>
      <location filename="app/services/library.py" />
      <source>Opened before</source>
      <translation>Schon geöffnet</translation>
    </message>
    <message>
      <location filename="app/services/library.py" />
      <source>Files you open stand here the next time.</source>
      <translation>Dateien, die Sie öffnen, stehen beim nächsten Mal hier.</translation>
    </message>
    <message>
      <location filename="app/services/library.py" />
      <source>From the package registry</source>
      <translation>Aus dem Paketverzeichnis</translation>
    </message>
    <message>
      <location filename="app/services/library.py" />
      <source>moved or deleted</source>
      <translation>verschoben oder gelöscht</translation>
    </message>
    <message>
      <location filename="app/services/library.py" />
      <source>{licence} licence</source>
      <translation>Lizenz {licence}</translation>
    </message>
    <message>
      <location filename="app/services/library.py" />
      <source>Get ({megabytes} MB)</source>
      <translation>Holen ({megabytes} MB)</translation>
    </message>
    <message>
      <location filename="app/services/opening.py" />
      <source>saved with {sha256}
found {sha2562}</source>
      <translation>gespeichert mit {sha256}
gefunden {sha2562}</translation>
    </message>
    <message>
      <location filename="app/services/opening.py" />
      <source>Getting {title}</source>
      <translation>{title} wird geholt</translation>
    </message>
    <message>
      <location filename="app/services/opening.py" />
      <source>Restored</source>
      <translation>Wiederhergestellt</translation>
    </message>
    <message>
      <location filename="app/services/opening.py" />
      <source>Opened a session</source>
      <translation>Eine Sitzung geöffnet</translation>
    </message>
    <message>
      <location filename="app/services/painted/masks.py" />
      <source>Loaded {name}</source>
      <translation>{name} geladen</translation>
    </message>
    <message>
      <location filename="app/services/painted/masks.py" />
      <source>{name} was not painted, because another region came up while it was read; load it again.</source>
      <translation>{name} wurde nicht gemalt, weil beim Lesen ein anderer Bereich gewählt wurde; laden Sie die Datei noch einmal.</translation>
    </message>
    <message>
      <location filename="app/services/painted/regions.py" />
      <source>Paint a region first: take the brush and paint over what should change.</source>
      <translation>Malen Sie zuerst einen Bereich: nehmen Sie den Pinsel und übermalen Sie, was sich ändern soll.</translation>
    </message>
    <message>
      <location filename="app/services/painted/regions.py" />
      <source>Hold {rank} of {cuts_count}</source>
      <translation>Halten: {rank} von {cuts_count}</translation>
    </message>
    <message>
      <location filename="app/services/painted/regions.py" />
      <source>Found before the region was changed.</source>
      <translation>Gefunden, bevor der Bereich geändert wurde.</translation>
    </message>
    <message>
      <location filename="app/services/painted/regions.py" />
      <source>Found on another face.</source>
      <translation>Auf einem anderen Gesicht gefunden.</translation>
    </message>
    <message>
      <location filename="app/services/painted/regions.py" />
      <source>Sliders keep to the region</source>
      <translation>Regler bleiben im Bereich</translation>
    </message>
    <message>
      <location filename="app/services/painted/regions.py" />
      <source>Sliders act everywhere</source>
      <translation>Regler wirken überall</translation>
    </message>
    <message>
      <location filename="app/services/saving.py" />
      <source>Using this look on {count} faces</source>
      <translation>Dieser Look wird auf {count} Gesichter angewendet</translation>
    </message>
    <message>
      <location filename="app/services/saving.py" />
      <source>{count} faces could not be drawn. The first: {told}</source>
      <translation>{count} Gesichter ließen sich nicht zeichnen. Das erste: {told}</translation>
    </message>
    <message>
      <location filename="app/services/saving.py" />
      <source>Exporting {name}</source>
      <translation>{name} wird exportiert</translation>
    </message>
    <message>
      <location filename="app/services/saving.py" />
      <source>Of the {faces_count} faces brought in the session keeps the last {faces}; “Save all…” on their page keeps every one in a file of its own.</source>
      <translation>Von den {faces_count} hereingeholten Gesichtern behält die Sitzung die letzten {faces}; „Alle speichern…“ auf ihrer Seite speichert jedes in einer eigenen Datei.</translation>
    </message>
    <message>
      <location filename="app/services/training.py" />
      <source>{title}: learning</source>
      <translation>{title}: lernt</translation>
    </message>
    <message>
      <location filename="app/services/training.py" />
      <source>{step:,} of {steps:,} steps</source>
      <translation>{step:,} von {steps:,} Schritten</translation>
    </message>
    <message>
      <location filename="app/services/training.py" />
      <source>What was learned is shown. The edits made with its earlier sliders stay.</source>
      <translation>Das Gelernte wird gezeigt. Die Änderungen mit seinen früheren Reglern bleiben.</translation>
    </message>
    <message>
      <location filename="app/services/training.py" />
      <source>{title} was stopped after {done}. Its sliders so far stay; Find goes on from there.</source>
      <translation>{title} wurde nach {done} gestoppt. Die bisherigen Regler bleiben; „Finden“ macht dort weiter.</translation>
    </message>
    <message>
      <location filename="app/services/usual.py" />
      <source>Measuring what is usual</source>
      <translation>Es wird gemessen, was gewöhnlich ist</translation>
    </message>
    <message>
      <location filename="app/start.py" />
      <source>No log is kept, because {path} cannot be written ({why}).</source>
      <translation>Es wird kein Protokoll geführt, weil {path} nicht geschrieben werden kann ({why}).</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Library…</source>
      <translation>Bibliothek…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Every generator within reach</source>
      <translation>Jeder erreichbare Generator</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Open…</source>
      <translation>Öffnen…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Open a generator, a session, a saved picture, or codes and directions</source>
      <translation>Einen Generator, eine Sitzung, ein gespeichertes Bild oder Codes und Richtungen öffnen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Your own picture…</source>
      <translation>Eigenes Bild…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Bring in a photo: every slider and brush works on it afterwards</source>
      <translation>Ein Foto hereinholen: Danach wirken alle Regler und Pinsel darauf</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>A folder of pictures…</source>
      <translation>Ein Ordner mit Bildern…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Every photo in it, one after the other; each becomes a face to choose</source>
      <translation>Jedes Foto darin, eines nach dem anderen; jedes wird zu einem Gesicht, das Sie wählen können</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Slider from two pictures…</source>
      <translation>Regler aus zwei Bildern…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Before and after: what differs becomes a slider for every face</source>
      <translation>Vorher und nachher: Was sich unterscheidet, wird ein Regler für jedes Gesicht</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Reopen last session</source>
      <translation>Letzte Sitzung wieder öffnen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Save session</source>
      <translation>Sitzung speichern</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Everything that is open, to its file</source>
      <translation>Alles, was offen ist, in seine Datei</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Save session as…</source>
      <translation>Sitzung speichern unter…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Everything that is open, to another file</source>
      <translation>Alles, was offen ist, in eine andere Datei</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Save picture…</source>
      <translation>Bild speichern…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>A PNG that carries its recipe: drop it back to return here</source>
      <translation>Ein PNG, das sein Rezept enthält: Ziehen Sie es wieder hierher, um zurückzukehren</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Save code…</source>
      <translation>Code speichern…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>The numbers that make this face: for EigenBrush, or other programs</source>
      <translation>Die Zahlen, die dieses Gesicht ergeben: für EigenBrush oder andere Programme</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Save into the photo…</source>
      <translation>In das Foto speichern…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Look at the photo with your edits, and save it in its full size; needs a face from a photo</source>
      <translation>Das Foto mit Ihren Änderungen ansehen und in voller Größe speichern; braucht ein Gesicht aus einem Foto</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Export film…</source>
      <translation>Film exportieren…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Sliders moving, as MP4, GIF, WebP and others</source>
      <translation>Bewegte Regler, als MP4, GIF, WebP und andere</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Pictures side by side…</source>
      <translation>Bilder nebeneinander…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Many faces, sliders of several methods, or before and after, in one picture</source>
      <translation>Viele Gesichter, Regler mehrerer Verfahren oder vorher und nachher in einem Bild</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Use this look on many…</source>
      <translation>Diesen Look auf viele anwenden…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>The edits of this picture or of a file on many faces, without its own: a folder of pictures or films</source>
      <translation>Die Änderungen dieses Bildes oder einer Datei auf vielen Gesichtern, ohne das eigene: ein Ordner mit Bildern oder Filmen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Connect to workers…</source>
      <translation>Mit Arbeitern verbinden…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Other machines do long work, such as GANSpace of many codes, and this window stays free</source>
      <translation>Andere Rechner übernehmen lange Arbeit, etwa GANSpace aus vielen Codes, und dieses Fenster bleibt frei</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Edit</source>
      <translation>Bearbeiten</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Redo</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Back to the picture without edits; can be undone</source>
      <translation>Zurück zum Bild ohne Änderungen; lässt sich rückgängig machen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Copy picture</source>
      <translation>Bild kopieren</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Copy recipe</source>
      <translation>Rezept kopieren</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>All that makes this picture, as text</source>
      <translation>Alles, was dieses Bild ausmacht, als Text</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Paste</source>
      <translation>Einfügen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>A picture becomes a photo to look for, files are opened, a recipe as text is gone back to</source>
      <translation>Ein Bild wird zum Foto, nach dem gesucht wird, Dateien werden geöffnet, zu einem Rezept als Text wird zurückgekehrt</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Keep as a snapshot</source>
      <translation>Als Schnappschuss behalten</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>To come back to by Alt and its number, or a click beside the history; it is saved with the session</source>
      <translation>Um mit Alt und seiner Nummer darauf zurückzukommen, oder mit einem Klick neben dem Verlauf; er wird mit der Sitzung gespeichert</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Listen to controllers</source>
      <translation>Steuergeräten zuhören</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Knobs and faders move the sliders that they are joined with, by MIDI or OSC</source>
      <translation>Drehknöpfe und Fader bewegen die Regler, mit denen sie verbunden sind, über MIDI oder OSC</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Controllers…</source>
      <translation>Steuergeräte…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>What moves which slider, and where it is listened to</source>
      <translation>Was welchen Regler bewegt und wo zugehört wird</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>New face</source>
      <translation>Neues Gesicht</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Face</source>
      <translation>Gesicht</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Throw the dice for a new seed</source>
      <translation>Eine neue Startzahl würfeln</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Previous face</source>
      <translation>Voriges Gesicht</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Next face</source>
      <translation>Nächstes Gesicht</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Wall of faces…</source>
      <translation>Gesichterwand…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Pick from many faces</source>
      <translation>Aus vielen Gesichtern auswählen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Faces brought in…</source>
      <translation>Hereingeholte Gesichter…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>From photos and files of codes: pick one to go on with</source>
      <translation>Aus Fotos und Dateien mit Codes: eines zum Weitermachen wählen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Morph to a picture…</source>
      <translation>Übergang zu einem Bild…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>A slider from this face to that of a photo, a saved picture, a session or a code</source>
      <translation>Ein Regler von diesem Gesicht zu dem aus einem Foto, einem gespeicherten Bild, einer Sitzung oder einem Code</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Browse directions…</source>
      <translation>Richtungen durchsehen…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Directions</source>
      <translation>Richtungen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Every direction that was found, with its film strip</source>
      <translation>Jede gefundene Richtung mit ihrem Filmstreifen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Compare directions…</source>
      <translation>Richtungen vergleichen…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>The chosen directions side by side on the same face, and on six others</source>
      <translation>Die gewählten Richtungen nebeneinander, auf demselben Gesicht und auf sechs anderen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Compare all methods…</source>
      <translation>Alle Verfahren vergleichen…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Every method on portraits whose factors are known: what its sliders truly move, as bars by factor</source>
      <translation>Jedes Verfahren an Porträts, deren Faktoren bekannt sind: was seine Regler wirklich bewegen, als Balken je Faktor</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Judge faces…</source>
      <translation>Gesichter beurteilen…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Say yes or no of faces, and have the direction found that tells them apart</source>
      <translation>Zu Gesichtern Ja oder Nein sagen und die Richtung finden lassen, die sie trennt</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Open directions…</source>
      <translation>Richtungen öffnen…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>A direction set of EigenBrush, GANSpace (.npz) or InterFaceGAN (.npy)</source>
      <translation>Ein Satz Richtungen von EigenBrush, GANSpace (.npz) oder InterFaceGAN (.npy)</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Save directions…</source>
      <translation>Richtungen speichern…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>The set that is shown, as a file</source>
      <translation>Der gezeigte Satz als Datei</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Brush</source>
      <translation>Pinsel</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Region</source>
      <translation>Bereich</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Paint over what should change: sliders appear that change only that</source>
      <translation>Übermalen, was sich ändern soll: Es erscheinen Regler, die nur das ändern</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Eraser</source>
      <translation>Radierer</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Lasso</source>
      <translation>Lasso</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Rectangle</source>
      <translation>Rechteck</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Ellipse</source>
      <translation>Ellipse</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Add or subtract</source>
      <translation>Hinzufügen oder wegnehmen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>A second region, to change or to keep</source>
      <translation>Ein zweiter Bereich, zum Ändern oder Erhalten</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Invert</source>
      <translation>Umkehren</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Clear</source>
      <translation>Leeren</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Grow</source>
      <translation>Vergrößern</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Wider all round</source>
      <translation>Ringsum breiter</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Shrink</source>
      <translation>Verkleinern</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Narrower all round</source>
      <translation>Ringsum schmaler</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Feather</source>
      <translation>Rand weichzeichnen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Soften the edge</source>
      <translation>Den Rand weicher machen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Save mask…</source>
      <translation>Maske speichern…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>The region as a PNG, white where it is painted</source>
      <translation>Der Bereich als PNG, weiß, wo er gemalt ist</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Load mask…</source>
      <translation>Maske laden…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Show what is painted</source>
      <translation>Gemaltes zeigen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Where the slider acts</source>
      <translation>Wo der Regler wirkt</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Off, where it acts, what it has changed</source>
      <translation>Aus, wo er wirkt, was er verändert hat</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Keep regions when the face changes</source>
      <translation>Bereiche behalten, wenn das Gesicht wechselt</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Put the brush away</source>
      <translation>Pinsel weglegen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Esc on the picture; what is painted stays</source>
      <translation>Esc auf dem Bild; was gemalt ist, bleibt</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Timeline</source>
      <translation>Zeitleiste</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Film</source>
      <translation>Film</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Make a film of your pictures: keys, curves, a sound</source>
      <translation>Aus Ihren Bildern einen Film machen: Schlüsselbilder, Kurven, ein Ton</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Set a key of what is shown</source>
      <translation>Das Gezeigte als Bild setzen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>The film passes this picture where the playhead stands</source>
      <translation>Der Film kommt an diesem Bild vorbei, wo der Abspielkopf steht</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Play</source>
      <translation>Abspielen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Play the film, or stop</source>
      <translation>Den Film abspielen oder anhalten</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Fit</source>
      <translation>Einpassen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>View</source>
      <translation>Ansicht</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>100 %</source>
      <translation>100 %</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Zoom in</source>
      <translation>Vergrößert anzeigen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Zoom out</source>
      <translation>Verkleinert anzeigen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Set as A</source>
      <translation>Als A merken</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>The picture to compare others with</source>
      <translation>Das Bild, mit dem andere verglichen werden</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Set as B</source>
      <translation>Als B merken</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>The other picture to compare</source>
      <translation>Das andere Bild für den Vergleich</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Flip between A and B</source>
      <translation>Zwischen A und B wechseln</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>From one to the other and back; undo returns</source>
      <translation>Vom einen zum anderen und zurück; Rückgängig führt zurück</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Compare by a line</source>
      <translation>An einer Linie vergleichen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>A or B, the photo, or the picture without edits, on the left of a line that can be dragged</source>
      <translation>A oder B, das Foto oder das Bild ohne Änderungen, links von einer Linie, die man ziehen kann</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Compare as onion skin</source>
      <translation>Als Zwiebelhaut vergleichen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>A or B, the photo, or the picture without edits, shining through</source>
      <translation>A oder B, das Foto oder das Bild ohne Änderungen, scheint durch</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Show what differs</source>
      <translation>Unterschiede zeigen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>A map of where the picture differs from A or B, the photo, or itself without edits; Esc ends</source>
      <translation>Eine Karte dessen, worin sich das Bild von A oder B, vom Foto oder von sich selbst ohne Änderungen unterscheidet; Esc beendet es</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Smooth enlargement</source>
      <translation>Glatte Vergrößerung</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Hide side panels</source>
      <translation>Seitenleisten ausblenden</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Full screen</source>
      <translation>Vollbild</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Output window</source>
      <translation>Ausgabefenster</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>The picture alone, for a projector: on a second screen where there is one</source>
      <translation>Nur das Bild, für einen Projektor: auf dem zweiten Bildschirm, wenn es einen gibt</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Reset layout</source>
      <translation>Anordnung zurücksetzen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>High contrast</source>
      <translation>Hoher Kontrast</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>White on black, with outlines that are easy to see</source>
      <translation>Weiß auf Schwarz, mit gut sichtbaren Umrissen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>As the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>About this generator…</source>
      <translation>Über diesen Generator…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Help</source>
      <translation>Hilfe</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Keys…</source>
      <translation>Tasten…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Engine…</source>
      <translation>Rechenwerk…</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>What runs where: this machine, workers on others, and which versions</source>
      <translation>Was wo läuft: dieser Rechner, Arbeiter auf anderen, und welche Versionen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>About EigenBrush…</source>
      <translation>Über EigenBrush…</translation>
    </message>
    <message>
      <location filename="app/window/closing.py" />
      <source>{files} is still being written.</source>
      <translation>{files} wird noch geschrieben.</translation>
    </message>
    <message>
      <location filename="app/window/closing.py" />
      <source>What you changed is not saved, and cannot be kept for the next start either: {why}</source>
      <translation>Was Sie geändert haben, ist nicht gespeichert und lässt sich auch nicht für den nächsten Start aufbewahren: {why}</translation>
    </message>
    <message>
      <location filename="app/window/closing.py" />
      <source>Save elsewhere…</source>
      <translation>Anderswo speichern…</translation>
    </message>
    <message>
      <location filename="app/window/closing.py" />
      <source>{name} was found, and is not used yet.</source>
      <translation>{name} wurde gefunden und ist noch nicht verwendet.</translation>
    </message>
    <message>
      <location filename="app/window/closing.py" />
      <source>Use it, and close</source>
      <translation>Verwenden und schließen</translation>
    </message>
    <message>
      <location filename="app/window/closing.py" />
      <source>Close EigenBrush</source>
      <translation>EigenBrush schließen</translation>
    </message>
    <message>
      <location filename="app/window/closing.py" />
      <source>Close when written</source>
      <translation>Schließen, wenn geschrieben</translation>
    </message>
    <message>
      <location filename="app/window/closing.py" />
      <source>Close now, without it</source>
      <translation>Jetzt schließen, ohne sie</translation>
    </message>
    <message>
      <location filename="app/window/closing.py" />
      <source>Close now, without them</source>
      <translation>Jetzt schließen, ohne sie</translation>
    </message>
    <message>
      <location filename="app/window/closing.py" />
      <source>Do not close</source>
      <translation>Nicht schließen</translation>
    </message>
    <message>
      <location filename="app/window/closing.py" />
      <source>{files} are still being written.</source>
      <translation>{files} werden noch geschrieben.</translation>
    </message>
    <message>
      <location filename="app/window/closing.py" />
      <source>Close anyway</source>
      <translation>Trotzdem schließen</translation>
    </message>
    <message>
      <location filename="app/window/closing.py" />
      <source>Close without it</source>
      <translation>Ohne das Foto schließen</translation>
    </message>
    <message>
      <location filename="app/window/commands.py" />
      <source>Open a generator, a session, a picture, a film, codes or directions</source>
      <translation>Einen Generator, eine Sitzung, ein Bild, einen Film, Codes oder Richtungen öffnen</translation>
    </message>
    <message>
      <location filename="app/window/commands.py" />
      <source>All that can be opened ({opened});;All files (*)</source>
      <translation>Alles, was sich öffnen lässt ({opened});;Alle Dateien (*)</translation>
    </message>
    <message>
      <location filename="app/window/commands.py" />
      <source>EigenBrush session (*.eigenbrush)</source>
      <translation>EigenBrush-Sitzung (*.eigenbrush)</translation>
    </message>
    <message>
      <location filename="app/window/commands.py" />
      <source>The picture is on the clipboard.</source>
      <translation>Das Bild ist in der Zwischenablage.</translation>
    </message>
    <message>
      <location filename="app/window/commands.py" />
      <source>The folder of {name} is not there any more: choose another.</source>
      <translation>Den Ordner von {name} gibt es nicht mehr: Wählen Sie einen anderen.</translation>
    </message>
    <message>
      <location filename="app/window/commands.py" />
      <source>{name} was changed by another window or program since it was opened here: choose another name, or replace it.</source>
      <translation>{name} wurde von einem anderen Fenster oder Programm geändert, seit die Datei hier geöffnet wurde: Wählen Sie einen anderen Namen, oder ersetzen Sie sie.</translation>
    </message>
    <message>
      <location filename="app/window/commands.py" />
      <source>The recipe of this picture is on the clipboard, as text.</source>
      <translation>Das Rezept dieses Bildes ist als Text in der Zwischenablage.</translation>
    </message>
    <message>
      <location filename="app/window/commands.py" />
      <source>{name}, the only device here</source>
      <translation>{name}, das einzige Gerät hier</translation>
    </message>
    <message>
      <location filename="app/window/commands.py" />
      <source>The engine has not started yet</source>
      <translation>Die Engine ist noch nicht gestartet</translation>
    </message>
    <message>
      <location filename="app/window/dialogs.py" />
      <source>&lt;h3&gt;EigenBrush&lt;/h3&gt;&lt;p&gt;Version {number}&lt;/p&gt;&lt;p&gt;Explore what a GAN has learned. Pictures made here are made by a machine; saved files say so.&lt;/p&gt;&lt;p&gt;Device: {device}&lt;br&gt;Files: {files}&lt;/p&gt;&lt;p&gt;Copies of generators, found directions and thumbnails take at most {room} GB there; those not used for longest go first. Change cache_gb in settings.json to give them another limit.&lt;/p&gt;</source>
      <translation>&lt;h3&gt;EigenBrush&lt;/h3&gt;&lt;p&gt;Version {number}&lt;/p&gt;&lt;p&gt;Erkunden, was ein GAN gelernt hat. Bilder, die hier entstehen, macht eine Maschine; gespeicherte Dateien sagen das.&lt;/p&gt;&lt;p&gt;Gerät: {device}&lt;br&gt;Dateien: {files}&lt;/p&gt;&lt;p&gt;Kopien von Generatoren, gefundene Richtungen und Vorschaubilder belegen dort höchstens {room} GB; was am längsten nicht gebraucht wurde, wird zuerst gelöscht. Mit cache_gb in settings.json ändern Sie diese Grenze.&lt;/p&gt;</translation>
    </message>
    <message>
      <location filename="app/window/dialogs.py" />
      <source>; and {channels:,} channels of styles</source>
      <translation>; und {channels:,} Stilkanäle</translation>
    </message>
    <message>
      <location filename="app/window/dialogs.py" />
      <source>About EigenBrush</source>
      <translation>Über EigenBrush</translation>
    </message>
    <message>
      <location filename="app/window/dialogs.py" />
      <source>Family</source>
      <translation>Familie</translation>
    </message>
    <message>
      <location filename="app/window/dialogs.py" />
      <source>Picture</source>
      <translation>Bild</translation>
    </message>
    <message>
      <location filename="app/window/dialogs.py" />
      <source>Code</source>
      <translation>Code</translation>
    </message>
    <message>
      <location filename="app/window/dialogs.py" />
      <source>{size:,} numbers: {slots}{more}</source>
      <translation>{size:,} Zahlen: {slots}{more}</translation>
    </message>
    <message>
      <location filename="app/window/dialogs.py" />
      <source>Parameters</source>
      <translation>Parameter</translation>
    </message>
    <message>
      <location filename="app/window/dialogs.py" />
      <source>This file came without a card.</source>
      <translation>Zu dieser Datei gab es keine Karte.</translation>
    </message>
    <message>
      <location filename="app/window/dialogs.py" />
      <source>not installed (running from its folder)</source>
      <translation>nicht installiert (läuft aus seinem Ordner)</translation>
    </message>
    <message>
      <location filename="app/window/dialogs.py" />
      <source>Read as</source>
      <translation>Gelesen mit</translation>
    </message>
    <message>
      <location filename="app/window/film/hidden.py" />
      <source>Your picture is not in the film yet. Esc shows it again.</source>
      <translation>Das Bild kommt im Film noch nicht vor. Esc zeigt es wieder.</translation>
    </message>
    <message>
      <location filename="app/window/film/hidden.py" />
      <source>Show it</source>
      <translation>Zeigen</translation>
    </message>
    <message>
      <location filename="app/window/film/hidden.py" />
      <source>Set a key here</source>
      <translation>Hier als Schlüsselbild setzen</translation>
    </message>
    <message>
      <location filename="app/window/film/made.py" />
      <source>Measuring how fast the picture changes</source>
      <translation>Es wird gemessen, wie schnell sich das Bild ändert</translation>
    </message>
    <message>
      <location filename="app/window/film/onion.py" />
      <source>keys beside it</source>
      <translation>Schlüsselbilder daneben</translation>
    </message>
    <message>
      <location filename="app/window/film/onion.py" />
      <source>film</source>
      <translation>Film</translation>
    </message>
    <message>
      <location filename="app/window/film/page.py" />
      <source>A sound under the film</source>
      <translation>Ein Ton unter dem Film</translation>
    </message>
    <message>
      <location filename="app/window/film/page.py" />
      <source>Sounds ({kinds});;All files (*)</source>
      <translation>Tondateien ({kinds});;Alle Dateien (*)</translation>
    </message>
    <message>
      <location filename="app/window/film/page.py" />
      <source>Film at {at:.1f} s</source>
      <translation>Film bei {at:.1f} s</translation>
    </message>
    <message>
      <location filename="app/window/film/page.py" />
      <source>No beat was found in {name}.</source>
      <translation>In {name} wurde kein Takt gefunden.</translation>
    </message>
    <message>
      <location filename="app/window/film/player.py" />
      <source>{shown:.0f} of {rate:g} frames a second; the others are left out</source>
      <translation>{shown:.0f} von {rate:g} Einzelbildern pro Sekunde; die anderen werden ausgelassen</translation>
    </message>
    <message>
      <location filename="app/window/film/player.py" />
      <source>{rate:g} frames a second</source>
      <translation>{rate:g} Einzelbilder pro Sekunde</translation>
    </message>
    <message>
      <location filename="app/window/film/screen.py" />
      <source>film, {time}</source>
      <translation>Film, {time}</translation>
    </message>
    <message>
      <location filename="app/window/film/showing.py" />
      <source>from {low:+.1f} to {high:+.1f}</source>
      <translation>von {low:+.1f} bis {high:+.1f}</translation>
    </message>
    <message>
      <location filename="app/window/film/showing.py" />
      <source>The face wanders a little, every {period:g} s once round.</source>
      <translation>Das Gesicht wandert ein wenig, alle {period:g} s einmal rundum.</translation>
    </message>
    <message>
      <location filename="app/window/film/showing.py" />
      <source>In between</source>
      <translation>Dazwischen</translation>
    </message>
    <message>
      <location filename="app/window/film/showing.py" />
      <source>Breathing</source>
      <translation>Atmen</translation>
    </message>
    <message>
      <location filename="app/window/film/showing.py" />
      <source>Truncation</source>
      <translation>Trunkierung</translation>
    </message>
    <message>
      <location filename="app/window/film/showing.py" />
      <source>Calming</source>
      <translation>Beruhigen</translation>
    </message>
    <message>
      <location filename="app/window/film/sounds.py" />
      <source>Listening to {name}</source>
      <translation>{name} wird angehört</translation>
    </message>
    <message>
      <location filename="app/window/languages.py" />
      <source>Kept: EigenBrush speaks this language from its next start on.</source>
      <translation>Gemerkt: EigenBrush spricht diese Sprache ab dem nächsten Start.</translation>
    </message>
    <message>
      <location filename="app/window/many/looks.py" />
      <source>Saved pictures, films, sessions and recipes ({kinds})</source>
      <translation>Gespeicherte Bilder, Filme, Sitzungen und Rezepte ({kinds})</translation>
    </message>
    <message>
      <location filename="app/window/many/looks.py" />
      <source>Whose look?</source>
      <translation>Wessen Look?</translation>
    </message>
    <message>
      <location filename="app/window/many/looks.py" />
      <source>{name} carries no recipe, so it has no look; choose what EigenBrush has saved.</source>
      <translation>{name} trägt kein Rezept und hat darum keinen Look; wählen Sie etwas, das EigenBrush gespeichert hat.</translation>
    </message>
    <message>
      <location filename="app/window/many/sheets.py" />
      <source>Making {name}</source>
      <translation>{name} wird gemacht</translation>
    </message>
    <message>
      <location filename="app/window/many/sheets.py" />
      <source>{name}-sheet</source>
      <translation>{name}-Bogen</translation>
    </message>
    <message>
      <location filename="app/window/many/sheets.py" />
      <source>Side by side stand 2 to {most} pictures, not {count}.</source>
      <translation>Nebeneinander stehen 2 bis {most} Bilder, nicht {count}.</translation>
    </message>
    <message>
      <location filename="app/window/menus.py" />
      <source>Tools</source>
      <translation>Werkzeuge</translation>
    </message>
    <message>
      <location filename="app/window/menus.py" />
      <source>actions and commands do not fit: {odd}</source>
      <translation>Aktionen und Befehle passen nicht zusammen: {odd}</translation>
    </message>
    <message>
      <location filename="app/window/menus.py" />
      <source>Open recent</source>
      <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
      <location filename="app/window/menus.py" />
      <source>Interface size</source>
      <translation>Größe der Oberfläche</translation>
    </message>
    <message>
      <location filename="app/window/menus.py" />
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <location filename="app/window/menus.py" />
      <source>Device</source>
      <translation>Gerät</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>The faces appear here, rough at first, and become more like their photos while you watch. Stop keeps what is there; a click goes on with a face as it is by now.</source>
      <translation>Die Gesichter erscheinen hier, zuerst grob, und werden ihren Fotos ähnlicher, während Sie zusehen. „Stopp“ behält, was da ist; ein Klick macht mit einem Gesicht weiter, wie es bis dahin ist.</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>No face was found in them.</source>
      <translation>In ihnen wurde kein Gesicht gefunden.</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>Click a face to go on with it: sliders and brushes work on it. Undo brings back the one before. Under those of photos stands how like their photo they are: from 30 dB on very like, from 40 nearly the same.</source>
      <translation>Klicken Sie auf ein Gesicht, um damit weiterzumachen: Regler und Pinsel wirken darauf. „Rückgängig“ bringt das vorige zurück. Unter Gesichtern aus Fotos steht, wie ähnlich sie ihrem Foto sind: ab 30 dB sehr ähnlich, ab 40 fast gleich.</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>There is nothing to save yet: no face was found so far</source>
      <translation>Es gibt noch nichts zu speichern: Bisher wurde kein Gesicht gefunden</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>EigenBrush code (*.safetensors)</source>
      <translation>EigenBrush-Code (*.safetensors)</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>NVIDIA projector (*.npz)</source>
      <translation>NVIDIA-Projektor (*.npz)</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>Numbers (*.npy)</source>
      <translation>Zahlen (*.npy)</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>Faces brought in</source>
      <translation>Hereingeholte Gesichter</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>Save all…</source>
      <translation>Alle speichern…</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>The file does not say. A code is where a picture lies; a direction is a way to move any picture.</source>
      <translation>Die Datei sagt es nicht. Ein Code ist der Ort, an dem ein Bild liegt; eine Richtung ist ein Weg, jedes Bild zu bewegen.</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>Open as a picture</source>
      <translation>Als Bild öffnen</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>Use as a direction</source>
      <translation>Als Richtung verwenden</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>No faces were brought in yet: drop a folder of photos, several pictures, or a file of codes here.</source>
      <translation>Es wurden noch keine Gesichter hereingeholt: Ziehen Sie einen Ordner mit Fotos, mehrere Bilder oder eine Datei mit Codes hierher.</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>Open a folder of pictures</source>
      <translation>Ordner mit Bildern öffnen</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>What is it?</source>
      <translation>Was ist es?</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>Open as pictures</source>
      <translation>Als Bilder öffnen</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>Use as directions</source>
      <translation>Als Richtungen verwenden</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>Save code</source>
      <translation>Code speichern</translation>
    </message>
    <message>
      <location filename="app/window/pages/brought.py" />
      <source>Save all faces</source>
      <translation>Alle Gesichter speichern</translation>
    </message>
    <message>
      <location filename="app/window/pages/directions.py" />
      <source>Directions (*.safetensors *.npz *.npy *.pt *.pkl);;All files (*)</source>
      <translation>Richtungen (*.safetensors *.npz *.npy *.pt *.pkl);;Alle Dateien (*)</translation>
    </message>
    <message>
      <location filename="app/window/pages/directions.py" />
      <source>{title} was learned from faces that you judged. Taken off the list, it has to be learned again.</source>
      <translation>{title} wurde aus Gesichtern gelernt, die Sie beurteilt haben. Von der Liste genommen, muss es neu gelernt werden.</translation>
    </message>
    <message>
      <location filename="app/window/pages/directions.py" />
      <source>Directions (*.safetensors)</source>
      <translation>Richtungen (*.safetensors)</translation>
    </message>
    <message>
      <location filename="app/window/pages/directions.py" />
      <source>Delete directions</source>
      <translation>Richtungen löschen</translation>
    </message>
    <message>
      <location filename="app/window/pages/directions.py" />
      <source>Keep</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <location filename="app/window/pages/directions.py" />
      <source>Open directions</source>
      <translation>Richtungen öffnen</translation>
    </message>
    <message>
      <location filename="app/window/pages/directions.py" />
      <source>GANSpace (*.npz)</source>
      <translation>GANSpace (*.npz)</translation>
    </message>
    <message>
      <location filename="app/window/pages/directions.py" />
      <source>InterFaceGAN (*.npy)</source>
      <translation>InterFaceGAN (*.npy)</translation>
    </message>
    <message>
      <location filename="app/window/pages/directions.py" />
      <source>{title} was taken off the list; edits made with it stay.</source>
      <translation>{title} wurde aus der Liste genommen; damit gemachte Änderungen bleiben.</translation>
    </message>
    <message>
      <location filename="app/window/pages/directions.py" />
      <source>Save directions</source>
      <translation>Richtungen speichern</translation>
    </message>
    <message>
      <location filename="app/window/pages/directions.py" />
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <location filename="app/window/pages/directions.py" />
      <source>Save first…</source>
      <translation>Zuerst speichern…</translation>
    </message>
    <message>
      <location filename="app/window/pages/judging.py" />
      <source>Judge at least 3 faces with yes and 3 with no first.</source>
      <translation>Beurteilen Sie zuerst mindestens 3 Gesichter mit Ja und 3 mit Nein.</translation>
    </message>
    <message>
      <location filename="app/window/pages/judging.py" />
      <source>Tables (*.csv *.tsv *.txt)</source>
      <translation>Tabellen (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
      <location filename="app/window/pages/judging.py" />
      <source>Labels from a table</source>
      <translation>Beurteilungen aus einer Tabelle</translation>
    </message>
    <message>
      <location filename="app/window/pages/judging.py" />
      <source>Click the faces that have it, twice those that have not. {offered} at a time.</source>
      <translation>Klicken Sie die Gesichter an, die es haben, zweimal die, die es nicht haben. Jeweils {offered}.</translation>
    </message>
    <message>
      <location filename="app/window/pages/judging.py" />
      <source>Cleared the judged faces</source>
      <translation>Beurteilungen gelöscht</translation>
    </message>
    <message>
      <location filename="app/window/pages/judging.py" />
      <source>The direction is being fitted to what you said.</source>
      <translation>Die Richtung wird an Ihre Antworten angepasst.</translation>
    </message>
    <message>
      <location filename="app/window/pages/laying.py" />
      <source>Everything outside the face stays as it is. Compare it with the photo, then save it in its full size.</source>
      <translation>Alles außerhalb des Gesichts bleibt, wie es ist. Vergleichen Sie es mit dem Foto, und speichern Sie es dann in voller Größe.</translation>
    </message>
    <message>
      <location filename="app/window/pages/laying.py" />
      <source>No edit changes this picture, so the photo would stay as it is. Move a slider first.</source>
      <translation>Keine Änderung verändert dieses Bild, das Foto bliebe also, wie es ist. Bewegen Sie zuerst einen Regler.</translation>
    </message>
    <message>
      <location filename="app/window/pages/laying.py" />
      <source>This edit is too strong to lay in well: the photo's own details shine through it. Smaller steps look better; or save the face alone with File &gt; Save picture.</source>
      <translation>Diese Änderung ist zu stark, um sich gut einzufügen: Die eigenen Einzelheiten des Fotos scheinen hindurch. Kleinere Schritte sehen besser aus; oder speichern Sie nur das Gesicht mit Datei &gt; Bild speichern.</translation>
    </message>
    <message>
      <location filename="app/window/pages/laying.py" />
      <source>Save into the photo</source>
      <translation>In das Foto speichern</translation>
    </message>
    <message>
      <location filename="app/window/pages/laying.py" />
      <source>PNG picture (*.png)</source>
      <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
      <location filename="app/window/pages/laying.py" />
      <source>{name} is the photo itself: your original would be gone. Write over it?</source>
      <translation>{name} ist das Foto selbst: Ihr Original wäre verloren. Überschreiben?</translation>
    </message>
    <message>
      <location filename="app/window/pages/library.py" />
      <source>Nothing is open. Choose a generator, or drop a file here.</source>
      <translation>Nichts ist offen. Wählen Sie einen Generator, oder ziehen Sie eine Datei hierher.</translation>
    </message>
    <message>
      <location filename="app/window/pages/library.py" />
      <source>{title} is in the library now ({name}).</source>
      <translation>{title} ist jetzt in der Bibliothek ({name}).</translation>
    </message>
    <message>
      <location filename="app/window/pages/pair.py" />
      <source>Earlier</source>
      <translation>Früher</translation>
    </message>
    <message>
      <location filename="app/window/pages/pair.py" />
      <source>Open a picture</source>
      <translation>Ein Bild öffnen</translation>
    </message>
    <message>
      <location filename="app/window/pages/pair.py" />
      <source>{name} edited</source>
      <translation>{name} geändert</translation>
    </message>
    <message>
      <location filename="app/window/pages/pair.py" />
      <source>A picture from a file…</source>
      <translation>Ein Bild aus einer Datei…</translation>
    </message>
    <message>
      <location filename="app/window/pages/pair.py" />
      <source>The picture in front</source>
      <translation>Das Bild, das gerade gezeigt wird</translation>
    </message>
    <message>
      <location filename="app/window/pages/photo.py" />
      <source>Pictures ({value});;All files (*)</source>
      <translation>Bilder ({value});;Alle Dateien (*)</translation>
    </message>
    <message>
      <location filename="app/window/pages/photo.py" />
      <source>Open a photo</source>
      <translation>Ein Foto öffnen</translation>
    </message>
    <message>
      <location filename="app/window/pages/photo.py" />
      <source>This is still {name}. “Another photo…” opens another.</source>
      <translation>Das ist noch {name}. „Anderes Foto…“ öffnet ein anderes.</translation>
    </message>
    <message>
      <location filename="app/window/pages/truth.py" />
      <source>Comparison of methods (*.json)</source>
      <translation>Vergleich von Verfahren (*.json)</translation>
    </message>
    <message>
      <location filename="app/window/pages/truth.py" />
      <source>Nobody knows what makes the pictures of {name}, so methods cannot be judged on it: open a generator of portraits, or a table that was saved (Table, Open).</source>
      <translation>Niemand weiß, was die Bilder von {name} ausmacht, darum lassen sich Verfahren daran nicht beurteilen: Öffnen Sie einen Generator für Porträts oder eine gespeicherte Tabelle (Tabelle, Öffnen).</translation>
    </message>
    <message>
      <location filename="app/window/pages/truth.py" />
      <source>takes about {minutes} hours in all</source>
      <translation>dauert insgesamt etwa {minutes} Stunden</translation>
    </message>
    <message>
      <location filename="app/window/pages/truth.py" />
      <source>takes about {whole} minutes in all</source>
      <translation>dauert im Ganzen etwa {whole} Minuten</translation>
    </message>
    <message>
      <location filename="app/window/pages/truth.py" />
      <source>takes about a minute in all</source>
      <translation>dauert im Ganzen etwa eine Minute</translation>
    </message>
    <message>
      <location filename="app/window/pages/truth.py" />
      <source>{generator}, {portraits} portraits, {seeds} seed{value}</source>
      <translation>{generator}, {portraits} Porträts, {seeds} Startzahl{value}</translation>
    </message>
    <message>
      <location filename="app/window/pages/truth.py" />
      <source>from a file</source>
      <translation>aus einer Datei</translation>
    </message>
    <message>
      <location filename="app/window/pages/truth.py" />
      <source>Go on</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <location filename="app/window/pages/truth.py" />
      <source>Save the table</source>
      <translation>Tabelle speichern</translation>
    </message>
    <message>
      <location filename="app/window/pages/truth.py" />
      <source>Open a table</source>
      <translation>Eine Tabelle öffnen</translation>
    </message>
    <message>
      <location filename="app/window/pages/truth.py" />
      <source>{kind};;All files (*)</source>
      <translation>{kind};;Alle Dateien (*)</translation>
    </message>
    <message>
      <location filename="app/window/pages/truth.py" />
      <source>Measure again</source>
      <translation>Noch einmal messen</translation>
    </message>
    <message>
      <location filename="app/window/pages/truth.py" />
      <source>Start</source>
      <translation>Start</translation>
    </message>
    <message>
      <location filename="app/window/panels.py" />
      <source>The sliders that were here before; this one stays in Browse directions</source>
      <translation>Die Regler, die vorher hier waren; dieser bleibt in „Richtungen durchsehen“</translation>
    </message>
    <message>
      <location filename="app/window/panels.py" />
      <source>held fixed: {held}</source>
      <translation>festgehalten: {held}</translation>
    </message>
    <message>
      <location filename="app/window/panels.py" />
      <source>All other sliders leave this alone. Release it in Browse directions.</source>
      <translation>Alle anderen Regler lassen das in Ruhe. Lösen lässt es sich in „Richtungen durchsehen“.</translation>
    </message>
    <message>
      <location filename="app/window/panels.py" />
      <source>The sliders of {name} are not there any more. Its edit stays as it is; a click on its number moves it.</source>
      <translation>Die Regler von {name} gibt es nicht mehr. Die Änderung bleibt, wie sie ist; ein Klick auf ihre Zahl verstellt sie.</translation>
    </message>
    <message>
      <location filename="app/window/panels.py" />
      <source>Back to {title}</source>
      <translation>Zurück zu {title}</translation>
    </message>
    <message>
      <location filename="app/window/recents.py" />
      <source>Right-click, or P, pins it: it stays above the others.</source>
      <translation>Rechtsklick oder P heftet es an: es bleibt über den anderen.</translation>
    </message>
    <message>
      <location filename="app/window/recents.py" />
      <source>Pinned. Right-click, or P, lets it go.</source>
      <translation>Angeheftet. Rechtsklick oder P löst es.</translation>
    </message>
    <message>
      <location filename="app/window/recents.py" />
      <source>What was open when a run ended, saved or not</source>
      <translation>Was beim Ende einer Sitzung offen war, gespeichert oder nicht</translation>
    </message>
    <message>
      <location filename="app/window/recents.py" />
      <source>{text}	pinned</source>
      <translation>{text}	angeheftet</translation>
    </message>
    <message>
      <location filename="app/window/recents.py" />
      <source>Still earlier</source>
      <translation>Noch früher</translation>
    </message>
    <message>
      <location filename="app/window/recents.py" />
      <source>Nothing yet</source>
      <translation>Noch nichts</translation>
    </message>
    <message>
      <location filename="app/window/sizes.py" />
      <source>This is the size on screen now.</source>
      <translation>Das ist die Größe, die jetzt zu sehen ist.</translation>
    </message>
    <message>
      <location filename="app/window/sizes.py" />
      <source>This size is used from the next start on.</source>
      <translation>Diese Größe gilt ab dem nächsten Start.</translation>
    </message>
    <message>
      <location filename="app/window/sizes.py" />
      <source>The window would not fit this screen</source>
      <translation>Das Fenster würde nicht auf diesen Bildschirm passen</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>for this face, and for what is painted on it</source>
      <translation>für dieses Gesicht und für das, was darauf gemalt ist</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>what training itself put into each layer, coarse to fine</source>
      <translation>was das Training selbst in jede Schicht gelegt hat, von grob bis fein</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>what the generator's own weights turn the most</source>
      <translation>was die eigenen Gewichte des Generators am meisten drehen</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>ways of changing a face that a network has learned to tell apart</source>
      <translation>Wege, ein Gesicht zu ändern, die ein Netz auseinanderzuhalten gelernt hat</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>curved ways of changing a face that a network has learned to tell apart</source>
      <translation>gekrümmte Wege, ein Gesicht zu ändern, die ein Netz auseinanderzuhalten gelernt hat</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>learned from pictures that were edited: the slider does to a face what the edit did</source>
      <translation>aus bearbeiteten Bildern gelernt: der Regler tut mit einem Gesicht, was die Bearbeitung tat</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>followed through pictures that were edited step by step</source>
      <translation>durch Bilder verfolgt, die Schritt für Schritt bearbeitet wurden</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>learned to raise what a network sees in the picture</source>
      <translation>hat gelernt zu steigern, was ein Netz im Bild sieht</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>learned to change one thing and to leave the person as they are</source>
      <translation>hat gelernt, eines zu ändern und die Person zu lassen, wie sie ist</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>coarse</source>
      <translation>grob</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>middle</source>
      <translation>mittel</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>fine</source>
      <translation>fein</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>A slider from two pictures</source>
      <translation>Ein Regler aus zwei Bildern</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>A morph to another face</source>
      <translation>Ein Übergang zu einem anderen Gesicht</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>Sliders from a file</source>
      <translation>Regler aus einer Datei</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>The best of a comparison</source>
      <translation>Das Beste aus einem Vergleich</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>Sliders that were brought in</source>
      <translation>Hereingeholte Regler</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>A face that was found in a photo or a file keeps its code. Throw the dice for another.</source>
      <translation>Ein Gesicht, das in einem Foto oder einer Datei gefunden wurde, behält seinen Code. Würfeln Sie ein anderes.</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>Sliders found by</source>
      <translation>Regler gefunden mit</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>Find sliders with</source>
      <translation>Regler finden mit</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>no {words}</source>
      <translation>kein {words}</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>Nothing changed: it rests or is muted.</source>
      <translation>Nichts hat sich geändert: Die Änderung ruht oder ist stummgeschaltet.</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>Layer {i} · {word}</source>
      <translation>Schicht {i} · {word}</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>{percent} of its change is {moves}</source>
      <translation>{percent} der Änderung: {moves}</translation>
    </message>
    <message>
      <location filename="app/window/states.py" />
      <source>looking for the face…</source>
      <translation>Gesicht wird gesucht…</translation>
    </message>
    <message>
      <location filename="app/window/surface.py" />
      <source>The sliders appear here once a generator is open.</source>
      <translation>Die Regler erscheinen hier, sobald ein Generator offen ist.</translation>
    </message>
    <message>
      <location filename="app/window/surface.py" />
      <source>Regions</source>
      <translation>Bereiche</translation>
    </message>
    <message>
      <location filename="app/window/surface.py" />
      <source>Snapshots</source>
      <translation>Schnappschüsse</translation>
    </message>
    <message>
      <location filename="app/window/surface.py" />
      <source>{paths_count} files were dropped; only {name} is opened.</source>
      <translation>{paths_count} Dateien wurden hierher gezogen; nur {name} wird geöffnet.</translation>
    </message>
    <message>
      <location filename="app/window/surface.py" />
      <source>Edits</source>
      <translation>Änderungen</translation>
    </message>
    <message>
      <location filename="app/window/surface.py" />
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <location filename="app/window/tools/brush.py" />
      <source>Region &gt; Add or subtract</source>
      <translation>Bereich &gt; Hinzufügen oder wegnehmen</translation>
    </message>
    <message>
      <location filename="app/window/tools/brush.py" />
      <source>The brush takes away, and nothing is painted here yet. {how} lets it paint.</source>
      <translation>Der Pinsel nimmt weg, und hier ist noch nichts gemalt. {how} lässt ihn malen.</translation>
    </message>
    <message>
      <location filename="app/window/tools/compare.py" />
      <source>The comparison ended, because a generator was opened.</source>
      <translation>Der Vergleich endete, weil ein Generator geöffnet wurde.</translation>
    </message>
    <message>
      <location filename="app/window/tools/compare.py" />
      <source>The comparison ended, because this face comes from no photo.</source>
      <translation>Der Vergleich endete, weil dieses Gesicht aus keinem Foto stammt.</translation>
    </message>
    <message>
      <location filename="app/window/tools/compare.py" />
      <source>photo</source>
      <translation>Foto</translation>
    </message>
    <message>
      <location filename="app/window/tools/compare.py" />
      <source>{sentence_} So the left side is the picture without edits.</source>
      <translation>{sentence_} Darum zeigt die linke Seite das Bild ohne Änderungen.</translation>
    </message>
    <message>
      <location filename="app/window/tools/compare.py" />
      <source>without edits</source>
      <translation>ohne Änderungen</translation>
    </message>
    <message>
      <location filename="app/window/tools/compare.py" />
      <source>now</source>
      <translation>jetzt</translation>
    </message>
    <message>
      <location filename="app/window/tools/keys.py" />
      <source>“{words}” and “{words2}” have swapped their keys.</source>
      <translation>„{words}“ und „{words2}“ haben ihre Tasten getauscht.</translation>
    </message>
    <message>
      <location filename="app/window/tools/keys.py" />
      <source>“{words}” has no key now.</source>
      <translation>„{words}“ hat jetzt keine Taste.</translation>
    </message>
    <message>
      <location filename="app/window/tools/keys.py" />
      <source>“{words}” has the key that it had at first.</source>
      <translation>„{words}“ hat wieder die Taste vom Anfang.</translation>
    </message>
    <message>
      <location filename="app/window/tools/keys.py" />
      <source>All keys are as they were at first.</source>
      <translation>Alle Tasten sind wieder wie am Anfang.</translation>
    </message>
    <message>
      <location filename="app/window/tools/keys.py" />
      <source>{shown} is fixed: lists, sliders and the picture act on it themselves. Press another key.</source>
      <translation>{shown} ist fest: Listen, Regler und das Bild reagieren selbst darauf. Drücken Sie eine andere Taste.</translation>
    </message>
    <message>
      <location filename="app/window/tools/keys.py" />
      <source>{shown} is the key of “{words}” now. Reset that first.</source>
      <translation>{shown} ist jetzt die Taste von „{words}“. Setzen Sie die zuerst zurück.</translation>
    </message>
    <message>
      <location filename="app/window/tools/keys.py" />
      <source>{shown} is the key of “{words}”.</source>
      <translation>{shown} ist die Taste von „{words}“.</translation>
    </message>
    <message>
      <location filename="app/window/tools/keys.py" />
      <source>“{words}” has the key {shown} now.</source>
      <translation>„{words}“ hat jetzt die Taste {shown}.</translation>
    </message>
    <message>
      <location filename="app/window/tools/masks.py" />
      <source>Mask (*.png)</source>
      <translation>Maske (*.png)</translation>
    </message>
    <message>
      <location filename="app/window/tools/masks.py" />
      <source>Load mask</source>
      <translation>Maske laden</translation>
    </message>
    <message>
      <location filename="app/window/tools/masks.py" />
      <source>{png};;All files (*)</source>
      <translation>{png};;Alle Dateien (*)</translation>
    </message>
    <message>
      <location filename="app/window/tools/masks.py" />
      <source>There is no region to save yet; paint one.</source>
      <translation>Es gibt noch keinen Bereich zu speichern; malen Sie einen.</translation>
    </message>
    <message>
      <location filename="app/window/tools/masks.py" />
      <source>Save mask</source>
      <translation>Maske speichern</translation>
    </message>
    <message>
      <location filename="app/window/tools/morphing.py" />
      <source>Faces ({value});;All files (*)</source>
      <translation>Gesichter ({value});;Alle Dateien (*)</translation>
    </message>
    <message>
      <location filename="app/window/tools/morphing.py" />
      <source>Morph to a picture</source>
      <translation>Übergang zu einem Bild</translation>
    </message>
    <message>
      <location filename="app/window/tools/pasting.py" />
      <source>There is nothing on the clipboard. Copy a picture, or a recipe of EigenBrush, first.</source>
      <translation>In der Zwischenablage ist nichts. Kopieren Sie zuerst ein Bild oder ein Rezept von EigenBrush.</translation>
    </message>
    <message>
      <location filename="app/window/tools/sides.py" />
      <source>To {called}</source>
      <translation>Zu {called}</translation>
    </message>
    <message>
      <location filename="app/window/tools/sides.py" />
      <source>Set this picture as A and another as B first: right-click the picture.</source>
      <translation>Merken Sie zuerst dieses Bild als A und ein anderes als B: mit Rechtsklick auf das Bild.</translation>
    </message>
    <message>
      <location filename="app/window/tools/snapshots.py" />
      <source>Back to {name}</source>
      <translation>Zurück zu {name}</translation>
    </message>
    <message>
      <location filename="app/window/tools/snapshots.py" />
      <source>Snapshot {number}: {name}</source>
      <translation>Schnappschuss {number}: {name}</translation>
    </message>
    <message>
      <location filename="app/window/tools/snapshots.py" />
      <source>All nine snapshots are taken: right-click one to put this picture in its place, or to remove it.</source>
      <translation>Alle neun Schnappschüsse sind vergeben: ein Rechtsklick auf einen setzt dieses Bild an seine Stelle oder entfernt ihn.</translation>
    </message>
    <message>
      <location filename="app/window/tools/snapshots.py" />
      <source>There is no snapshot {number} yet: K keeps the picture as one.</source>
      <translation>Es gibt noch keinen Schnappschuss {number}: K behält das Bild als einen.</translation>
    </message>
    <message>
      <location filename="app/window/tools/snapshots.py" />
      <source>Removed snapshot {number}</source>
      <translation>Schnappschuss {number} entfernt</translation>
    </message>
    <message>
      <location filename="app/window/window.py" />
      <source>Starting the engine…</source>
      <translation>Die Engine wird gestartet…</translation>
    </message>
    <message>
      <location filename="app/window/window.py" />
      <source>{name}  ·  {title}, {resolution} px</source>
      <translation>{name}  ·  {title}, {resolution} px</translation>
    </message>
    <message>
      <location filename="app/window/window.py" />
      <source>The sliders appear here once they are found.</source>
      <translation>Die Regler erscheinen hier, sobald sie gefunden sind.</translation>
    </message>
    <message>
      <location filename="app/window/window.py" />
      <source>Opening the generator…</source>
      <translation>Der Generator wird geöffnet…</translation>
    </message>
    <message>
      <location filename="app/window/window.py" />
      <source>preview {side} px</source>
      <translation>Vorschau {side} px</translation>
    </message>
    <message>
      <location filename="app/window/window.py" />
      <source>full quality, {took:.0f} ms</source>
      <translation>volle Qualität, {took:.0f} ms</translation>
    </message>
    <message>
      <location filename="app/window/window.py" />
      <source>{took:.1f} ms a frame</source>
      <translation>{took:.1f} ms je Bild</translation>
    </message>
    <message>
      <location filename="app/window/window.py" />
      <source>preview, fast</source>
      <translation>Vorschau, schnell</translation>
    </message>
    <message>
      <location filename="app/workbench.py" />
      <source>{name} was not written, because it was stopped.</source>
      <translation>{name} wurde nicht geschrieben, weil der Vorgang gestoppt wurde.</translation>
    </message>
    <message>
      <location filename="app/workbench.py" />
      <source>Saved {name} in {parent}.</source>
      <translation>{name} in {parent} gespeichert.</translation>
    </message>
    <message>
      <location filename="widgets/canvas/brush.py" />
      <source>A mask is uint8 {height} x {width}, not {dtype} {shape}.</source>
      <translation>Eine Maske ist uint8 {height} x {width}, nicht {dtype} {shape}.</translation>
    </message>
    <message>
      <location filename="widgets/canvas/canvas.py" />
      <source>Canvas</source>
      <translation>Bildfläche</translation>
    </message>
    <message>
      <location filename="widgets/canvas/canvas.py" />
      <source>The picture. The wheel zooms, Space and drag or the arrow keys pan, double-click toggles fit and 100 %, holding backslash shows the original. Files can be dropped here.</source>
      <translation>Das Bild. Das Rad vergrößert und verkleinert, Leertaste und Ziehen oder die Pfeiltasten verschieben, ein Doppelklick wechselt zwischen Einpassen und 100 %, ein gehaltener Backslash zeigt das Original. Dateien können hierher gezogen werden.</translation>
    </message>
    <message>
      <location filename="widgets/canvas/canvas.py" />
      <source>Drop to open</source>
      <translation>Zum Öffnen loslassen</translation>
    </message>
    <message>
      <location filename="widgets/canvas/output.py" />
      <source>EigenBrush output</source>
      <translation>EigenBrush-Ausgabe</translation>
    </message>
    <message>
      <location filename="widgets/canvas/output.py" />
      <source>The picture alone. Double-click or F11 toggles the whole screen; Esc leaves it, then closes this.</source>
      <translation>Nur das Bild. Doppelklick oder F11 schaltet den ganzen Bildschirm um; Esc verlässt ihn und schließt dann dies.</translation>
    </message>
    <message>
      <location filename="widgets/canvas/overlay.py" />
      <source>A heat map is a plane of finite numbers, not {shape}.</source>
      <translation>Ein Wärmebild ist eine Ebene endlicher Zahlen, nicht {shape}.</translation>
    </message>
    <message>
      <location filename="widgets/canvas/split.py" />
      <source>Drag, or use the arrow keys; Esc ends</source>
      <translation>Ziehen oder Pfeiltasten benutzen; Esc beendet</translation>
    </message>
    <message>
      <location filename="widgets/canvas/split.py" />
      <source>how much shows of the one and of the other</source>
      <translation>wie viel vom einen und vom anderen zu sehen ist</translation>
    </message>
    <message>
      <location filename="widgets/canvas/split_view.py" />
      <source>line between {left} on its left and {right} on its right</source>
      <translation>Linie zwischen {left} (links) und {right} (rechts)</translation>
    </message>
    <message>
      <location filename="widgets/canvas/split_view.py" />
      <source>how much of {left} shows over {right}</source>
      <translation>wie viel von {left} über {right} zu sehen ist</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser.py" />
      <source>No directions yet: choose a method on the right and press Find.</source>
      <translation>Noch keine Richtungen: Wählen Sie rechts ein Verfahren, und drücken Sie „Finden“.</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser.py" />
      <source>No direction is called “{words}”.</source>
      <translation>Keine Richtung heißt „{words}“.</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser.py" />
      <source>browser of directions</source>
      <translation>Übersicht der Richtungen</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser.py" />
      <source>set of directions</source>
      <translation>Satz Richtungen</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser.py" />
      <source>Load…</source>
      <translation>Laden…</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser.py" />
      <source>Load a set of directions that was saved</source>
      <translation>Einen gespeicherten Satz Richtungen laden</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser.py" />
      <source>Close the browser of directions (Esc)</source>
      <translation>Die Übersicht der Richtungen schließen (Esc)</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>as found</source>
      <translation>wie gefunden</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>by purity</source>
      <translation>nach Reinheit</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>by share</source>
      <translation>nach Anteil</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>starred first</source>
      <translation>mit Stern zuerst</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>Name them</source>
      <translation>Benennen</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>Measure what each direction moves most, and call it that</source>
      <translation>Messen, was jede Richtung am meisten bewegt, und sie danach benennen</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>Absolute</source>
      <translation>Absolut</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>Sliders show where this face stands among all faces, not how far it was moved</source>
      <translation>Regler zeigen, wo dieses Gesicht unter allen Gesichtern steht, nicht, wie weit es bewegt wurde</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>Save this set of directions to a file</source>
      <translation>Diesen Satz Richtungen in eine Datei speichern</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>Take this set off the list; its directions can be found again</source>
      <translation>Diesen Satz aus der Liste nehmen; seine Richtungen lassen sich wieder finden</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>Search directions</source>
      <translation>Richtungen suchen</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>Search directions by name or attribute</source>
      <translation>Richtungen nach Name oder Merkmal suchen</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>Show only the directions with these words in their name or attribute; Esc ends it</source>
      <translation>Nur die Richtungen mit diesen Wörtern in Name oder Merkmal zeigen; Esc beendet es</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>order</source>
      <translation>Reihenfolge</translation>
    </message>
    <message>
      <location filename="widgets/directions/browser_head.py" />
      <source>Save…</source>
      <translation>Speichern…</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>{attribute} · {percent} of its change</source>
      <translation>{attribute} · {percent} der Änderung</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>Of all that changes in the picture along it, as far as it is measured, {percent} is “{attribute}”; the rest comes along.</source>
      <translation>Von allem, was sich entlang dieser Richtung im Bild ändert, sind {percent} „{attribute}“, soweit es gemessen ist; der Rest kommt mit.</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>{percent} of its change</source>
      <translation>{percent} der Änderung</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>Star: also keeps its slider in view</source>
      <translation>Stern: hält auch den Regler im Blick</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>Hold fixed: the others leave it alone</source>
      <translation>Festhalten: Die anderen lassen sie in Ruhe</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>Double-click or F2 to rename</source>
      <translation>Doppelklick oder F2 zum Umbenennen</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>compare</source>
      <translation>vergleichen</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>Put it beside directions of other methods</source>
      <translation>Neben Richtungen anderer Verfahren stellen</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>The layers that this direction moves, 1 is the coarsest</source>
      <translation>Die Schichten, die diese Richtung bewegt; 1 ist die gröbste</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>Where its slider is now, in sigma (standard deviations)</source>
      <translation>Wo der Regler jetzt steht, in Sigma (Standardabweichungen)</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>Name of {name}</source>
      <translation>Name von {name}</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>first</source>
      <translation>erste</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>last</source>
      <translation>letzte</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>layers</source>
      <translation>Schichten</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>{percent} of the spectrum</source>
      <translation>{percent} des Spektrums</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>star</source>
      <translation>Stern</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>hold fixed</source>
      <translation>festhalten</translation>
    </message>
    <message>
      <location filename="widgets/directions/card.py" />
      <source>{word} layer of {name}</source>
      <translation>{word} Schicht von {name}</translation>
    </message>
    <message>
      <location filename="widgets/directions/card_parts.py" />
      <source>where it acts in its layer</source>
      <translation>wo sie in ihrer Schicht wirkt</translation>
    </message>
    <message>
      <location filename="widgets/directions/card_parts.py" />
      <source>The {which} layer that this direction moves, 1 is the coarsest</source>
      <translation>Die {which} Schicht, die diese Richtung bewegt; 1 ist die gröbste</translation>
    </message>
    <message>
      <location filename="widgets/directions/card_parts.py" />
      <source>U: where in its {side} layer this slider acts: white the most, black the least</source>
      <translation>U: wo dieser Regler in seiner Schicht von {side} wirkt: weiß am meisten, schwarz am wenigsten</translation>
    </message>
    <message>
      <location filename="widgets/directions/comparison.py" />
      <source>Nothing to compare yet: tick “compare” on some directions, of one method or of several.</source>
      <translation>Noch nichts zu vergleichen: Haken Sie „vergleichen“ bei einigen Richtungen an, von einem Verfahren oder mehreren.</translation>
    </message>
    <message>
      <location filename="widgets/directions/comparison.py" />
      <source>Close the comparison (Esc)</source>
      <translation>Den Vergleich schließen (Esc)</translation>
    </message>
    <message>
      <location filename="widgets/directions/comparison.py" />
      <source>comparison of directions</source>
      <translation>Vergleich von Richtungen</translation>
    </message>
    <message>
      <location filename="widgets/directions/comparison.py" />
      <source>strength</source>
      <translation>Stärke</translation>
    </message>
    <message>
      <location filename="widgets/directions/comparison.py" />
      <source>Cosines</source>
      <translation>Kosinus</translation>
    </message>
    <message>
      <location filename="widgets/directions/comparison.py" />
      <source>1 the same, 0 independent, −1 opposed</source>
      <translation>1 gleich, 0 unabhängig, −1 entgegengesetzt</translation>
    </message>
    <message>
      <location filename="widgets/directions/comparison.py" />
      <source>Other faces</source>
      <translation>Andere Gesichter</translation>
    </message>
    <message>
      <location filename="widgets/directions/comparison.py" />
      <source>with the edits that this one has now</source>
      <translation>mit den Änderungen, die dieses jetzt hat</translation>
    </message>
    <message>
      <location filename="widgets/directions/comparison.py" />
      <source>Comparison</source>
      <translation>Vergleich</translation>
    </message>
    <message>
      <location filename="widgets/directions/comparison_row.py" />
      <source>Take it out of the comparison (Delete)</source>
      <translation>Aus dem Vergleich nehmen (Entf)</translation>
    </message>
    <message>
      <location filename="widgets/directions/comparison_row.py" />
      <source>now {sigma_text}</source>
      <translation>jetzt {sigma_text}</translation>
    </message>
    <message>
      <location filename="widgets/directions/comparison_row.py" />
      <source>take {name} out of the comparison</source>
      <translation>{name} aus dem Vergleich nehmen</translation>
    </message>
    <message>
      <location filename="widgets/directions/cosines.py" />
      <source>{names} and {names2}: {number}</source>
      <translation>{names} und {names2}: {number}</translation>
    </message>
    <message>
      <location filename="widgets/directions/cosines.py" />
      <source>cosines between the directions</source>
      <translation>Kosinus zwischen den Richtungen</translation>
    </message>
    <message>
      <location filename="widgets/directions/cosines.py" />
      <source>{names_count} names need {names_count} x {names_count} cosines, not {shape}.</source>
      <translation>{names_count} Namen brauchen {names_count} x {names_count} Kosinuswerte, nicht {shape}.</translation>
    </message>
    <message>
      <location filename="widgets/directions/other_faces.py" />
      <source>Go on with one of these faces; the edits come along</source>
      <translation>Mit einem dieser Gesichter weitermachen; die Änderungen kommen mit</translation>
    </message>
    <message>
      <location filename="widgets/directions/other_faces.py" />
      <source>{faces} other faces with the same edits</source>
      <translation>{faces} andere Gesichter mit denselben Änderungen</translation>
    </message>
    <message>
      <location filename="widgets/directions/other_faces.py" />
      <source>face {cursor} of {faces}</source>
      <translation>Gesicht {cursor} von {faces}</translation>
    </message>
    <message>
      <location filename="widgets/directions/spectrum.py" />
      <source> · {value:.3g} % of those found</source>
      <translation> · {value:.3g} % der gefundenen</translation>
    </message>
    <message>
      <location filename="widgets/directions/spectrum.py" />
      <source>spectrum</source>
      <translation>Spektrum</translation>
    </message>
    <message>
      <location filename="widgets/directions/spectrum.py" />
      <source>spectrum of {count} directions</source>
      <translation>Spektrum von {count} Richtungen</translation>
    </message>
    <message>
      <location filename="widgets/directions/spectrum.py" />
      <source>Spectrum</source>
      <translation>Spektrum</translation>
    </message>
    <message>
      <location filename="widgets/directions/spectrum.py" />
      <source>{values_count} values need as many names, not {names_count}.</source>
      <translation>{values_count} Werte brauchen ebenso viele Namen, nicht {names_count}.</translation>
    </message>
    <message>
      <location filename="widgets/directions/spectrum.py" />
      <source>direction</source>
      <translation>Richtung</translation>
    </message>
    <message>
      <location filename="widgets/directions/strength.py" />
      <source>strength in sigma</source>
      <translation>Stärke in Sigma</translation>
    </message>
    <message>
      <location filename="widgets/directions/strength.py" />
      <source>Which column stands out, in sigma (standard deviations)
Arrows 0.1, page keys 1, Home = 0</source>
      <translation>Welche Spalte hervorgehoben ist, in Sigma (Standardabweichungen)
Pfeile 0.1, Bild auf/ab 1, Pos1 = 0</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Acts {only}: choose a region (M)</source>
      <translation>Wirkt {only}: Bereich wählen (M)</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Mute this edit (Space)</source>
      <translation>Diese Änderung stummschalten (Leertaste)</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Remove this edit (Delete)</source>
      <translation>Diese Änderung entfernen (Entf)</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>only in {mask}</source>
      <translation>nur in {mask}</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>edit {name}</source>
      <translation>Änderung {name}</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>{value} sigma</source>
      <translation>{value} Sigma</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Paint a region…</source>
      <translation>Einen Bereich malen…</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Value of {name} in sigma</source>
      <translation>Wert von {name} in Sigma</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Let this edit act again (Space)</source>
      <translation>Diese Änderung wieder wirken lassen (Leertaste)</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>muted</source>
      <translation>stumm</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>{name}: its slider stands at {value} sigma; the picture without edits has it at {home}
Click or Enter shows its slider; a click on the number or F2 to type another; drag or Alt+Up, Alt+Down to reorder; Space mutes; M: where it acts; Delete removes</source>
      <translation>{name}: Der Regler steht bei {value} Sigma; im Bild ohne Änderungen steht er bei {home}
Klick oder Eingabe zeigt den Regler; Klick auf die Zahl oder F2, um eine andere einzugeben; Ziehen oder Alt+Pfeil auf, Alt+Pfeil ab zum Umordnen; Leertaste schaltet stumm; M: wo sie wirkt; Entf entfernt</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Show its slider</source>
      <translation>Regler zeigen</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Type a value…</source>
      <translation>Wert eingeben…</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Where it acts…</source>
      <translation>Wo sie wirkt…</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Move up</source>
      <translation>Nach oben</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Move down</source>
      <translation>Nach unten</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>everywhere</source>
      <translation>überall</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Everywhere</source>
      <translation>Überall</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Let it act</source>
      <translation>Wirken lassen</translation>
    </message>
    <message>
      <location filename="widgets/document/edit_row.py" />
      <source>Mute</source>
      <translation>Stummschalten</translation>
    </message>
    <message>
      <location filename="widgets/document/edits.py" />
      <source>No edits yet.
Move a slider, and what it does to the picture appears here.</source>
      <translation>Noch keine Änderungen.
Bewegen Sie einen Regler; was er mit dem Bild macht, erscheint hier.</translation>
    </message>
    <message>
      <location filename="widgets/document/edits.py" />
      <source>Reset all</source>
      <translation>Alle zurücksetzen</translation>
    </message>
    <message>
      <location filename="widgets/document/edits.py" />
      <source>Remove every edit; the seed stays. Undo brings them back.</source>
      <translation>Jede Änderung entfernen; die Startzahl bleibt. „Rückgängig“ bringt sie zurück.</translation>
    </message>
    <message>
      <location filename="widgets/document/edits.py" />
      <source>Outside the regions of these edits the picture stays as it is, to the last pixel</source>
      <translation>Außerhalb der Bereiche dieser Änderungen bleibt das Bild, wie es ist, bis auf das letzte Pixel</translation>
    </message>
    <message>
      <location filename="widgets/document/history.py" />
      <source>history</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <location filename="widgets/document/history.py" />
      <source>Click a step to go back or forward to it</source>
      <translation>Auf einen Schritt klicken, um zu ihm zurück- oder vorzugehen</translation>
    </message>
    <message>
      <location filename="widgets/document/history.py" />
      <source>{label}, current</source>
      <translation>{label}, jetzt</translation>
    </message>
    <message>
      <location filename="widgets/document/history.py" />
      <source>{label}, undone</source>
      <translation>{label}, rückgängig gemacht</translation>
    </message>
    <message>
      <location filename="widgets/document/snapshots.py" />
      <source>snapshots</source>
      <translation>Schnappschüsse</translation>
    </message>
    <message>
      <location filename="widgets/document/snapshots.py" />
      <source>{name}
Go back to it (Alt+{number}). F2 renames it.</source>
      <translation>{name}
Dahin zurück (Alt+{number}). F2 benennt um.</translation>
    </message>
    <message>
      <location filename="widgets/document/snapshots.py" />
      <source>, current</source>
      <translation>, jetzt</translation>
    </message>
    <message>
      <location filename="widgets/document/snapshots.py" />
      <source>Go back to it</source>
      <translation>Dahin zurück</translation>
    </message>
    <message>
      <location filename="widgets/document/snapshots.py" />
      <source>Rename</source>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <location filename="widgets/document/snapshots.py" />
      <source>Put this picture in its place</source>
      <translation>Dieses Bild an seine Stelle setzen</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>{layers} of seed {seed}</source>
      <translation>{layers} aus Startzahl {seed}</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>as stored</source>
      <translation>wie gespeichert</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>The noise maps that came with the weights: the same fine detail every time</source>
      <translation>Die Rauschkarten, die mit den Gewichten kamen: jedes Mal dieselben Feinheiten</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>No noise: smooth, a little flat</source>
      <translation>Kein Rauschen: glatt, ein wenig flach</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>by seed</source>
      <translation>nach Startzahl</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>Noise maps drawn from a seed of their own: other curls of hair, the same face</source>
      <translation>Rauschkarten aus einer eigenen Startzahl: andere Locken, dasselbe Gesicht</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>layer {first}</source>
      <translation>Schicht {first}</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>layers {first}–{last}</source>
      <translation>Schichten {first}–{last}</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>class</source>
      <translation>Klasse</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>The class that is drawn.
Type a number and press Enter.</source>
      <translation>Die Klasse, die gezeichnet wird.
Geben Sie eine Zahl ein, und drücken Sie Eingabe.</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>noise seed</source>
      <translation>Startzahl des Rauschens</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>The number of these noise maps</source>
      <translation>Die Nummer dieser Rauschkarten</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>Other noise: a seed by chance</source>
      <translation>Anderes Rauschen: eine zufällige Startzahl</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>layers that truncation reaches</source>
      <translation>Schichten, die die Trunkierung erreicht</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>Truncation pulls only the first so many layers to the mean: coarse form calmer, fine detail as it is.</source>
      <translation>Die Trunkierung zieht nur die ersten so vielen Schichten zum Mittel: grobe Form ruhiger, Feinheiten wie zuvor.</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>all</source>
      <translation>alle</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>first layer to mix in</source>
      <translation>erste Schicht zum Beimischen</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>From this layer, 1 is the coarsest</source>
      <translation>Ab dieser Schicht; 1 ist die gröbste</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>last layer to mix in</source>
      <translation>letzte Schicht zum Beimischen</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>Up to and with this layer</source>
      <translation>Bis einschließlich dieser Schicht</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>seed to mix in</source>
      <translation>Startzahl zum Beimischen</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>The face that these layers are taken from</source>
      <translation>Das Gesicht, aus dem diese Schichten genommen werden</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>Another face to mix in: a seed by chance</source>
      <translation>Ein anderes Gesicht zum Beimischen: eine zufällige Startzahl</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>Mix in</source>
      <translation>Beimischen</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>Take these layers from that seed</source>
      <translation>Diese Schichten aus jener Startzahl nehmen</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>Every layer from the face's own seed again</source>
      <translation>Alle Schichten wieder aus der eigenen Startzahl des Gesichts</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>of {classes}, from 0</source>
      <translation>von {classes}, ab 0</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>The class before</source>
      <translation>Die vorige Klasse</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>The class after</source>
      <translation>Die nächste Klasse</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>truncation reaches</source>
      <translation>Trunkierung erreicht</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>to</source>
      <translation>bis</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>from seed</source>
      <translation>aus Startzahl</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>mixed in</source>
      <translation>beigemischt</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>style mixing</source>
      <translation>Stilmischung</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source> and </source>
      <translation> und </translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>noise {noise}</source>
      <translation>Rauschen {noise}</translation>
    </message>
    <message>
      <location filename="widgets/faces/conditions.py" />
      <source>truncation reaches {cutoff}</source>
      <translation>Trunkierung erreicht {cutoff}</translation>
    </message>
    <message>
      <location filename="widgets/faces/grid.py" />
      <source>face of seed {seed}</source>
      <translation>Gesicht der Startzahl {seed}</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>A click says yes, a second one no, a third takes it back. Or with the keys: arrows, Y, N, Backspace.</source>
      <translation>Ein Klick sagt Ja, ein zweiter Nein, ein dritter nimmt es zurück. Oder mit den Tasten: Pfeile, Y, N, Rücktaste.</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>smile?</source>
      <translation>Lächeln?</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>what is judged</source>
      <translation>was beurteilt wird</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>What you look for in the faces; the direction is called that</source>
      <translation>Was Sie in den Gesichtern suchen; die Richtung heißt dann so</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>faces</source>
      <translation>Gesichter</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>Faces whose answer would teach the most</source>
      <translation>Gesichter, deren Antwort am meisten lehren würde</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>Read the answers from a table of seeds and scores</source>
      <translation>Die Antworten aus einer Tabelle mit Startzahlen und Punkten lesen</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>Forget all answers</source>
      <translation>Alle Antworten vergessen</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>Close (Esc)</source>
      <translation>Schließen (Esc)</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>faces to judge</source>
      <translation>Gesichter zum Beurteilen</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>Judge faces</source>
      <translation>Gesichter beurteilen</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>face of seed {seed}, {word}</source>
      <translation>Gesicht der Startzahl {seed}, {word}</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>{count} yes · {count2} no</source>
      <translation>{count} ja · {count2} nein</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>More faces</source>
      <translation>Mehr Gesichter</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>Labels from a CSV…</source>
      <translation>Beurteilungen aus einer CSV…</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>Use this direction</source>
      <translation>Diese Richtung verwenden</translation>
    </message>
    <message>
      <location filename="widgets/faces/judging.py" />
      <source>Seed {seed}: {word}</source>
      <translation>Startzahl {seed}: {word}</translation>
    </message>
    <message>
      <location filename="widgets/faces/morphing.py" />
      <source>Morph to this face</source>
      <translation>Übergang zu diesem Gesicht</translation>
    </message>
    <message>
      <location filename="widgets/faces/morphing.py" />
      <source>Every face on the way is as usual as the two ends</source>
      <translation>Jedes Gesicht auf dem Weg ist so gewöhnlich wie die beiden Enden</translation>
    </message>
    <message>
      <location filename="widgets/faces/morphing.py" />
      <source>Morph to it, near the average</source>
      <translation>Übergang dorthin, nahe am Durchschnitt</translation>
    </message>
    <message>
      <location filename="widgets/faces/morphing.py" />
      <source>Half way the face is nearer to the average one</source>
      <translation>Auf halbem Weg ist das Gesicht näher am durchschnittlichen</translation>
    </message>
    <message>
      <location filename="widgets/faces/morphing.py" />
      <source>Morph to it, straight</source>
      <translation>Übergang dorthin, gerade</translation>
    </message>
    <message>
      <location filename="widgets/faces/morphing.py" />
      <source>In a straight line: half way the face may be unusual</source>
      <translation>In gerader Linie: Auf halbem Weg kann das Gesicht ungewöhnlich sein</translation>
    </message>
    <message>
      <location filename="widgets/faces/seeds.py" />
      <source>Truncation: how far faces may stray from the average: 0 is the average face, 1 the generator's own variety, below 0 the opposite of a face.
Times 1; arrows move by 0.01, Page keys by 0.1; double-click or Backspace goes back to 1.</source>
      <translation>Trunkierung: wie weit Gesichter vom Durchschnitt abweichen dürfen: 0 ist das Durchschnittsgesicht, 1 die eigene Vielfalt des Generators, unter 0 das Gegenteil eines Gesichts.
Mal 1; Pfeile bewegen um 0.01, Bild auf/ab um 0.1; Doppelklick oder Rücktaste führt zurück zu 1.</translation>
    </message>
    <message>
      <location filename="widgets/faces/seeds.py" />
      <source>This face comes from a photo or a file, and truncation leaves it as it is.</source>
      <translation>Dieses Gesicht stammt aus einem Foto oder einer Datei; die Trunkierung lässt es, wie es ist.</translation>
    </message>
    <message>
      <location filename="widgets/faces/seeds.py" />
      <source>Another face: a seed by chance</source>
      <translation>Ein anderes Gesicht: eine zufällige Startzahl</translation>
    </message>
    <message>
      <location filename="widgets/faces/seeds.py" />
      <source>The seed before</source>
      <translation>Die vorige Startzahl</translation>
    </message>
    <message>
      <location filename="widgets/faces/seeds.py" />
      <source>The seed after</source>
      <translation>Die nächste Startzahl</translation>
    </message>
    <message>
      <location filename="widgets/faces/seeds.py" />
      <source>A wall of faces to pick from</source>
      <translation>Eine Gesichterwand zum Auswählen</translation>
    </message>
    <message>
      <location filename="widgets/faces/seeds.py" />
      <source>seed</source>
      <translation>Startzahl</translation>
    </message>
    <message>
      <location filename="widgets/faces/seeds.py" />
      <source>The number of this face</source>
      <translation>Die Nummer dieses Gesichts</translation>
    </message>
    <message>
      <location filename="widgets/faces/seeds.py" />
      <source>keep edits</source>
      <translation>Änderungen behalten</translation>
    </message>
    <message>
      <location filename="widgets/faces/seeds.py" />
      <source>Keep edits: a new seed keeps them. When off, it starts from the plain face.</source>
      <translation>Änderungen behalten: Eine neue Startzahl behält sie. Sonst beginnt sie mit dem unveränderten Gesicht.</translation>
    </message>
    <message>
      <location filename="widgets/faces/seeds.py" />
      <source>{text} is no seed: they are whole numbers from 0 to {largest_seed:,}. The seed stays {value}.</source>
      <translation>{text} ist keine Startzahl: Das sind ganze Zahlen von 0 bis {largest_seed:,}. Die Startzahl bleibt {value}.</translation>
    </message>
    <message>
      <location filename="widgets/faces/seeds.py" />
      <source>Move with a controller…</source>
      <translation>Mit einem Steuergerät bewegen…</translation>
    </message>
    <message>
      <location filename="widgets/faces/seeds.py" />
      <source>{what}, 0 to {largest_seed}.
Type one and press Enter; arrows step by one.</source>
      <translation>{what}, 0 bis {largest_seed}.
Geben Sie eine Zahl ein, und drücken Sie Eingabe; Pfeile gehen um eins weiter.</translation>
    </message>
    <message>
      <location filename="widgets/faces/split.py" />
      <source>Close the split view (Esc)</source>
      <translation>Die geteilte Ansicht schließen (Esc)</translation>
    </message>
    <message>
      <location filename="widgets/faces/split.py" />
      <source>as drawn</source>
      <translation>wie gezeichnet</translation>
    </message>
    <message>
      <location filename="widgets/faces/split.py" />
      <source>calmed</source>
      <translation>beruhigt</translation>
    </message>
    <message>
      <location filename="widgets/faces/split.py" />
      <source>Split view</source>
      <translation>Geteilte Ansicht</translation>
    </message>
    <message>
      <location filename="widgets/faces/taming.py" />
      <source>Draws in whatever is far from usual in this face, and leaves the rest of it alone; truncation changes all of it.
Farther right reaches nearer to the usual. Double-click or Backspace switches it off.</source>
      <translation>Holt heran, was an diesem Gesicht weit vom Gewöhnlichen liegt, und lässt den Rest in Ruhe; die Trunkierung ändert alles.
Weiter rechts kommt es dem Gewöhnlichen näher. Doppelklick oder Rücktaste schaltet es aus.</translation>
    </message>
    <message>
      <location filename="widgets/faces/taming.py" />
      <source>Calms only the strongest parts: those in which faces differ most, where most faults lie.
Double-click or Backspace goes back to all of them.</source>
      <translation>Beruhigt nur die stärksten Teile: die, in denen sich Gesichter am meisten unterscheiden und die meisten Fehler liegen.
Doppelklick oder Rücktaste führt zurück zu allen.</translation>
    </message>
    <message>
      <location filename="widgets/faces/taming.py" />
      <source>Split view: left as drawn, right calmed</source>
      <translation>Geteilte Ansicht: links wie gezeichnet, rechts beruhigt</translation>
    </message>
    <message>
      <location filename="widgets/faces/taming.py" />
      <source>calm what is unusual</source>
      <translation>Ungewöhnliches beruhigen</translation>
    </message>
    <message>
      <location filename="widgets/faces/taming.py" />
      <source>strongest parts only</source>
      <translation>nur die stärksten Teile</translation>
    </message>
    <message>
      <location filename="widgets/faces/taming.py" />
      <source>beyond {threshold:.2f}</source>
      <translation>ab {threshold:.2f}</translation>
    </message>
    <message>
      <location filename="widgets/faces/taming.py" />
      <source>off</source>
      <translation>aus</translation>
    </message>
    <message>
      <location filename="widgets/faces/taming.py" />
      <source>first {first}</source>
      <translation>erste {first}</translation>
    </message>
    <message>
      <location filename="widgets/faces/taming.py" />
      <source>All parts of a face are equally strong here.</source>
      <translation>Alle Teile eines Gesichts sind hier gleich stark.</translation>
    </message>
    <message>
      <location filename="widgets/faces/taming.py" />
      <source>Calm something first.</source>
      <translation>Beruhigen Sie zuerst etwas.</translation>
    </message>
    <message>
      <location filename="widgets/faces/wall.py" />
      <source>Wall of faces</source>
      <translation>Gesichterwand</translation>
    </message>
    <message>
      <location filename="widgets/faces/wall.py" />
      <source>Look no further, and keep the faces that are there</source>
      <translation>Nicht weitersuchen und die Gesichter behalten, die da sind</translation>
    </message>
    <message>
      <location filename="widgets/faces/wall.py" />
      <source>Stop</source>
      <translation>Stopp</translation>
    </message>
    <message>
      <location filename="widgets/faces/wall.py" />
      <source>{removesuffix}: click or Enter to open it</source>
      <translation>{removesuffix}: Klick oder Eingabe öffnet es</translation>
    </message>
    <message>
      <location filename="widgets/library/about.py" />
      <source>sample of this generator</source>
      <translation>Beispiel dieses Generators</translation>
    </message>
    <message>
      <location filename="widgets/library/about.py" />
      <source>card</source>
      <translation>Karte</translation>
    </message>
    <message>
      <location filename="widgets/library/about.py" />
      <source>This generator brings no card.</source>
      <translation>Dieser Generator bringt keine Karte mit.</translation>
    </message>
    <message>
      <location filename="widgets/library/card.py" />
      <source>Take it off this list (Delete)</source>
      <translation>Aus dieser Liste nehmen (Entf)</translation>
    </message>
    <message>
      <location filename="widgets/library/card.py" />
      <source>Keep it above the others (P)</source>
      <translation>Über den anderen behalten (P)</translation>
    </message>
    <message>
      <location filename="widgets/library/card.py" />
      <source>open</source>
      <translation>offen</translation>
    </message>
    <message>
      <location filename="widgets/library/card.py" />
      <source>Getting…</source>
      <translation>Wird geholt…</translation>
    </message>
    <message>
      <location filename="widgets/library/card.py" />
      <source>open now</source>
      <translation>jetzt offen</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>Export film</source>
      <translation>Film exportieren</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>In standard deviations (sigma); arrows step by 0.5</source>
      <translation>In Standardabweichungen (Sigma); Pfeile gehen um 0.5 weiter</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>0 is the face it begins at, 1 the one it leads to; arrows step by 0.1</source>
      <translation>0 ist das Gesicht, mit dem es beginnt, 1 das, zu dem es führt; Pfeile gehen um 0.1 weiter</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>There and back</source>
      <translation>Hin und zurück</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>One way, then start again</source>
      <translation>In eine Richtung, dann von vorn</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>Export</source>
      <translation>Exportieren</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>sliders that move</source>
      <translation>Regler, die sich bewegen</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>Space ticks the slider under the cursor</source>
      <translation>Leertaste hakt den Regler unter dem Zeiger an</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>frames</source>
      <translation>Einzelbilder</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>Sliders,
together</source>
      <translation>Regler,
zusammen</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>Range</source>
      <translation>Spanne</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>Frames</source>
      <translation>Einzelbilder</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>Motion</source>
      <translation>Bewegung</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>Colours</source>
      <translation>Farben</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>Tick at least one slider.</source>
      <translation>Haken Sie mindestens einen Regler an.</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>The range has to start below its end.</source>
      <translation>Die Spanne muss unter ihrem Ende beginnen.</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>loops seamlessly</source>
      <translation>läuft nahtlos weiter</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>jumps back to its start</source>
      <translation>springt an den Anfang zurück</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>{frames} frames, {frames2:.1f} s, {end}</source>
      <translation>{frames} Einzelbilder, {frames2:.1f} s, {end}</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>from</source>
      <translation>von</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>about {in_bytes}</source>
      <translation>etwa {in_bytes}</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>at</source>
      <translation>bei</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>a second</source>
      <translation>pro Sekunde</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source>replaces the file that is there</source>
      <translation>ersetzt die vorhandene Datei</translation>
    </message>
    <message>
      <location filename="widgets/library/export_dialog.py" />
      <source> of the way</source>
      <translation> des Weges</translation>
    </message>
    <message>
      <location filename="widgets/library/film_format.py" />
      <source>smaller file</source>
      <translation>kleinere Datei</translation>
    </message>
    <message>
      <location filename="widgets/library/film_format.py" />
      <source>good</source>
      <translation>gut</translation>
    </message>
    <message>
      <location filename="widgets/library/film_format.py" />
      <source>finest</source>
      <translation>am feinsten</translation>
    </message>
    <message>
      <location filename="widgets/library/film_format.py" />
      <source>Frames a second; these are the rates that a GIF can hold</source>
      <translation>Einzelbilder pro Sekunde; das sind die Raten, die ein GIF kennt</translation>
    </message>
    <message>
      <location filename="widgets/library/film_format.py" />
      <source>Finer is larger</source>
      <translation>Feiner ist größer</translation>
    </message>
    <message>
      <location filename="widgets/library/film_format.py" />
      <source>Smaller, and still from frame to frame</source>
      <translation>Kleiner und von Bild zu Bild ruhig</translation>
    </message>
    <message>
      <location filename="widgets/library/film_format.py" />
      <source>Dithered: finer shades, in grain that crawls from frame to frame</source>
      <translation>Gerastert: feinere Abstufungen, als Korn, das von Bild zu Bild kriecht</translation>
    </message>
    <message>
      <location filename="widgets/library/film_format.py" />
      <source>format</source>
      <translation>Format</translation>
    </message>
    <message>
      <location filename="widgets/library/film_format.py" />
      <source>quality</source>
      <translation>Qualität</translation>
    </message>
    <message>
      <location filename="widgets/library/film_format.py" />
      <source>frames a second</source>
      <translation>Einzelbilder pro Sekunde</translation>
    </message>
    <message>
      <location filename="widgets/library/film_format.py" />
      <source>Smooth</source>
      <translation>Glatt</translation>
    </message>
    <message>
      <location filename="widgets/library/film_format.py" />
      <source>More shades, as grain</source>
      <translation>Mehr Abstufungen, als Korn</translation>
    </message>
    <message>
      <location filename="widgets/library/film_format.py" />
      <source>Frames a second</source>
      <translation>Einzelbilder pro Sekunde</translation>
    </message>
    <message>
      <location filename="widgets/library/first_steps.py" />
      <source>Move a slider</source>
      <translation>Einen Regler bewegen</translation>
    </message>
    <message>
      <location filename="widgets/library/first_steps.py" />
      <source>Paint the mouth</source>
      <translation>Den Mund bemalen</translation>
    </message>
    <message>
      <location filename="widgets/library/first_steps.py" />
      <source>Sliders are on the right: drag one, and see what it changes</source>
      <translation>Die Regler sind rechts: Ziehen Sie an einem und sehen Sie, was er ändert</translation>
    </message>
    <message>
      <location filename="widgets/library/first_steps.py" />
      <source>The dice bring a new face; the arrow beside them brings the last one back</source>
      <translation>Der Würfel bringt ein neues Gesicht; der Pfeil daneben bringt das letzte zurück</translation>
    </message>
    <message>
      <location filename="widgets/library/first_steps.py" />
      <source>With the brush: paint over the mouth, and sliders appear that change only that</source>
      <translation>Mit dem Pinsel: übermalen Sie den Mund, und es erscheinen Regler, die nur ihn ändern</translation>
    </message>
    <message>
      <location filename="widgets/library/first_steps.py" />
      <source>Put these hints away for good</source>
      <translation>Diese Hinweise für immer ausblenden</translation>
    </message>
    <message>
      <location filename="widgets/library/first_steps.py" />
      <source>First steps</source>
      <translation>Erste Schritte</translation>
    </message>
    <message>
      <location filename="widgets/library/first_steps.py" />
      <source>{step}, done</source>
      <translation>{step}, erledigt</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>keys and what they do</source>
      <translation>Tasten und was sie tun</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>Keys</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>Search keys</source>
      <translation>Tasten suchen</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>Search keys by key or by what they do</source>
      <translation>Tasten nach Taste oder Wirkung suchen</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>Show only the rows with these words; Esc shows all again</source>
      <translation>Nur die Zeilen mit diesen Wörtern zeigen; Esc zeigt wieder alle</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>No key or gesture has these words.</source>
      <translation>Keine Taste oder Geste enthält diese Wörter.</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>Click a key, or press Enter on it, to choose another.</source>
      <translation>Klicken Sie eine Taste an oder drücken Sie Eingabe darauf, um eine andere zu wählen.</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>Swap the two</source>
      <translation>Beide tauschen</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>Each of the two actions gets the key of the other</source>
      <translation>Jede der beiden Aktionen bekommt die Taste der anderen</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>Reset this key</source>
      <translation>Diese Taste zurücksetzen</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>The key that the chosen row had at first</source>
      <translation>Die Taste, die die gewählte Zeile am Anfang hatte</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>Reset all keys</source>
      <translation>Alle Tasten zurücksetzen</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>All keys as they were at first</source>
      <translation>Alle Tasten wie am Anfang</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>Press the new key of “{text}”; Esc leaves it, Backspace takes it away.</source>
      <translation>Drücken Sie die neue Taste für „{text}“; Esc lässt sie, Rücktaste nimmt sie weg.</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>press a key…</source>
      <translation>Taste drücken…</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>This key is fixed: it belongs to what has the focus.</source>
      <translation>Diese Taste ist fest: sie gehört dem, was den Fokus hat.</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>It stays as it is.</source>
      <translation>Sie bleibt, wie sie ist.</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>Click to choose another key</source>
      <translation>Klicken, um eine andere Taste zu wählen</translation>
    </message>
    <message>
      <location filename="widgets/library/keys.py" />
      <source>This key is fixed</source>
      <translation>Diese Taste ist fest</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>Use this look on many faces</source>
      <translation>Diesen Look auf viele Gesichter anwenden</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>seeds</source>
      <translation>Startzahlen</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>The {count} faces brought in</source>
      <translation>Die {count} hereingeholten Gesichter</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>Make pictures</source>
      <translation>Bilder erstellen</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>pictures or films</source>
      <translation>Bilder oder Filme</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>seconds of each film</source>
      <translation>Sekunden jedes Films</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>Look</source>
      <translation>Look</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>Seeds</source>
      <translation>Startzahlen</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>As</source>
      <translation>Als</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>Length</source>
      <translation>Länge</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>{count} pictures with these edits, without the face that they were made on; each carries its recipe.</source>
      <translation>{count} Bilder mit diesen Änderungen, ohne das Gesicht, an dem sie entstanden; jedes trägt sein Rezept.</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>From a file…</source>
      <translation>Aus einer Datei…</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>On screen</source>
      <translation>Auf dem Bildschirm</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>Such as 1-20 or 3, 7, 12</source>
      <translation>Etwa 1-20 oder 3, 7, 12</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>Faces of photos and files of codes: see Face &gt; Faces brought in</source>
      <translation>Gesichter aus Fotos und Dateien mit Codes: siehe Gesicht &gt; Hereingeholte Gesichter</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>Pictures</source>
      <translation>Bilder</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>Films, in which the look comes and goes</source>
      <translation>Filme, in denen der Look kommt und geht</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>A saved picture or film, a session, or a recipe as text</source>
      <translation>Ein gespeichertes Bild oder ein Film, eine Sitzung oder ein Rezept als Text</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>seconds, at</source>
      <translation>Sekunden, mit</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>of the picture on screen</source>
      <translation>des Bildes auf dem Bildschirm</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>of {name}</source>
      <translation>von {name}</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>This look has no edits, so that nothing would move in a film; move a slider first.</source>
      <translation>Dieser Look hat keine Änderungen, in einem Film würde sich nichts bewegen; bewegen Sie erst einen Regler.</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>A film has 2 to {most} frames; choose another length.</source>
      <translation>Ein Film hat 2 bis {most} Bilder; wählen Sie eine andere Länge.</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>Make films</source>
      <translation>Filme machen</translation>
    </message>
    <message>
      <location filename="widgets/library/looks_dialog.py" />
      <source>{count} films of {frames} frames, in which these edits come and go; each carries its recipe.</source>
      <translation>{count} Filme mit je {frames} Bildern, in denen diese Änderungen kommen und gehen; jeder trägt sein Rezept.</translation>
    </message>
    <message>
      <location filename="widgets/library/page.py" />
      <source>Open a file…</source>
      <translation>Datei öffnen…</translation>
    </message>
    <message>
      <location filename="widgets/library/page.py" />
      <source>Open a generator, a session or a saved picture</source>
      <translation>Öffnen Sie einen Generator, eine Sitzung oder ein gespeichertes Bild</translation>
    </message>
    <message>
      <location filename="widgets/library/page.py" />
      <source>Close the library (Esc)</source>
      <translation>Bibliothek schließen (Esc)</translation>
    </message>
    <message>
      <location filename="widgets/library/page.py" />
      <source>library of generators</source>
      <translation>Bibliothek der Generatoren</translation>
    </message>
    <message>
      <location filename="widgets/library/page.py" />
      <source>Library</source>
      <translation>Bibliothek</translation>
    </message>
    <message>
      <location filename="widgets/library/picture_dialog.py" />
      <source>Save picture</source>
      <translation>Bild speichern</translation>
    </message>
    <message>
      <location filename="widgets/library/picture_dialog.py" />
      <source>the generator's own {own}, exactly</source>
      <translation>genau die eigenen {own} des Generators</translation>
    </message>
    <message>
      <location filename="widgets/library/picture_dialog.py" />
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <location filename="widgets/library/picture_dialog.py" />
      <source>enlarged smoothly from the generator's own {own}</source>
      <translation>glatt vergrößert von den eigenen {own} des Generators</translation>
    </message>
    <message>
      <location filename="widgets/library/picture_dialog.py" />
      <source>as it is on the screen, {words}</source>
      <translation>wie auf dem Bildschirm, {words}</translation>
    </message>
    <message>
      <location filename="widgets/library/picture_dialog.py" />
      <source> · replaces the file that is there</source>
      <translation> · ersetzt die vorhandene Datei</translation>
    </message>
    <message>
      <location filename="widgets/library/picture_dialog.py" />
      <source>reduced smoothly from the generator's own {own}</source>
      <translation>glatt verkleinert von den eigenen {own} des Generators</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>{name} is there already. Replace it?</source>
      <translation>{name} ist schon vorhanden. Ersetzen?</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>size in pixels</source>
      <translation>Größe in Pixeln</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>The size has to lie between {smallest} and {largest} pixels.</source>
      <translation>Die Größe muss zwischen {smallest} und {largest} Pixeln liegen.</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>file</source>
      <translation>Datei</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>Browse…</source>
      <translation>Durchsuchen…</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>Say where the {what} should go.</source>
      <translation>Geben Sie an, wohin gespeichert werden soll ({what}).</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>The {what} is a {kind}, so its name has to end in {ending}.</source>
      <translation>Gespeichert wird als {kind} ({what}), der Name muss also auf {ending} enden.</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>The name {name} is taken by a folder; choose another.</source>
      <translation>Der Name {name} gehört schon einem Ordner; wählen Sie einen anderen.</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>There is no folder {parent}.</source>
      <translation>Es gibt keinen Ordner {parent}.</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>Nothing may be written to {path}.</source>
      <translation>In {path} darf nicht geschrieben werden.</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>Longer side in pixels, {smallest} to {largest}; the generator's own is {resolution}</source>
      <translation>Längere Seite in Pixeln, {smallest} bis {largest}; die des Generators ist {resolution}</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>pixels a side</source>
      <translation>Pixel je Seite</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>The {what} goes into a folder, whose name has no ending.</source>
      <translation>Gespeichert wird in einen Ordner ({what}), dessen Name keine Endung hat.</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>pixels high, {width} wide</source>
      <translation>Pixel hoch, {width} breit</translation>
    </message>
    <message>
      <location filename="widgets/library/saving.py" />
      <source>pixels wide, {height} high</source>
      <translation>Pixel breit, {height} hoch</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>The sheet would be {width} × {height} pixels, and has at most {most} a side: make its pictures smaller, or fewer.</source>
      <translation>Der Bogen hätte {width} × {height} Pixel, höchstens {most} je Seite sind möglich: Machen Sie seine Bilder kleiner oder nehmen Sie weniger.</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>Pictures side by side</source>
      <translation>Bilder nebeneinander</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>Written below each picture</source>
      <translation>Unter jedem Bild geschrieben</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>Save sheet</source>
      <translation>Bogen speichern</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>as it fits</source>
      <translation>wie es passt</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>Shown</source>
      <translation>Gezeigt</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>Methods</source>
      <translation>Verfahren</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>Columns</source>
      <translation>Spalten</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>Each picture</source>
      <translation>Jedes Bild</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>Labels</source>
      <translation>Beschriftung</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>{count} pictures in {columns} columns: {width} × {height} pixels</source>
      <translation>{count} Bilder in {columns} Spalten: {width} × {height} Pixel</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>PNG picture</source>
      <translation>PNG-Bild</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>This look on many faces</source>
      <translation>Dieser Look auf vielen Gesichtern</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>Sliders of methods, from −2 to +2</source>
      <translation>Regler von Verfahren, von −2 bis +2</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>Before and after the edits</source>
      <translation>Vor und nach den Änderungen</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>The snapshots that were kept</source>
      <translation>Die behaltenen Schnappschüsse</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>what is shown</source>
      <translation>was gezeigt wird</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>methods</source>
      <translation>Verfahren</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>sliders of each</source>
      <translation>Regler von jedem</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>columns</source>
      <translation>Spalten</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>{told}, replaces the file that is there</source>
      <translation>{told}, ersetzt die vorhandene Datei</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_dialog.py" />
      <source>Tick at least one method.</source>
      <translation>Kreuzen Sie mindestens ein Verfahren an.</translation>
    </message>
    <message>
      <location filename="widgets/library/sheet_view.py" />
      <source>preview of the sheet</source>
      <translation>Vorschau des Bogens</translation>
    </message>
    <message>
      <location filename="widgets/library/ways.py" />
      <source>Looks wrong? Other ways to read this file</source>
      <translation>Sieht falsch aus? Andere Lesarten dieser Datei</translation>
    </message>
    <message>
      <location filename="widgets/library/ways.py" />
      <source>The file does not tell these settings of its network. A click reads it so, now and the next time.</source>
      <translation>Die Datei verrät diese Einstellungen ihres Netzes nicht. Ein Klick liest sie so, jetzt und beim nächsten Mal.</translation>
    </message>
    <message>
      <location filename="widgets/library/ways.py" />
      <source>Read the file so: {words}</source>
      <translation>Die Datei so lesen: {words}</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>Right-click a slider, choose Move with a controller…, and turn a knob: it moves that slider from then on.</source>
      <translation>Klicken Sie einen Regler rechts an, wählen Sie „Mit einem Steuergerät bewegen…“ und drehen Sie einen Knopf: Von da an bewegt er diesen Regler.</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>Nothing is listened to.</source>
      <translation>Es wird nichts zugehört.</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>Turn a knob or move a fader now: it will move {name}.</source>
      <translation>Drehen Sie jetzt einen Knopf oder schieben Sie einen Fader: Er wird {name} bewegen.</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>Controllers</source>
      <translation>Steuergeräte</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>Also from other computers</source>
      <translation>Auch von anderen Rechnern</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>port for OSC</source>
      <translation>Port für OSC</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>Stop waiting</source>
      <translation>Nicht mehr warten</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>OSC port</source>
      <translation>OSC-Port</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>sliders and their controllers</source>
      <translation>Regler und ihre Steuergeräte</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>Knobs and faders, by MIDI or OSC; off again whenever EigenBrush starts</source>
      <translation>Drehknöpfe und Fader, über MIDI oder OSC; bei jedem Start von EigenBrush wieder aus</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>A tablet or another computer sends OSC to this one through the network</source>
      <translation>Ein Tablet oder ein anderer Rechner schickt diesem OSC durch das Netz</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>The number that OSC is sent to, {low} to {high}</source>
      <translation>Die Nummer, an die OSC geschickt wird, {low} bis {high}</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>Nothing moves the chosen slider any more but you (Del)</source>
      <translation>Nur noch Sie bewegen den gewählten Regler (Entf)</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>Slider</source>
      <translation>Regler</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>Moved by</source>
      <translation>Bewegt von</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>{name} (not there now)</source>
      <translation>{name} (gerade nicht da)</translation>
    </message>
    <message>
      <location filename="widgets/live/dialog.py" />
      <source>Its directions have to be found again before anything can move it</source>
      <translation>Seine Richtungen müssen erst wieder gefunden werden, bevor ihn etwas bewegen kann</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>Find directions with this method</source>
      <translation>Richtungen mit diesem Verfahren finden</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>method</source>
      <translation>Verfahren</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>Choose a method</source>
      <translation>Verfahren wählen</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>What this method does, and its settings</source>
      <translation>Was dieses Verfahren tut, und seine Einstellungen</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>Find</source>
      <translation>Finden</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>Ways of finding sliders</source>
      <translation>Wege, Regler zu finden</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>No method can run here yet.</source>
      <translation>Hier kann noch kein Verfahren laufen.</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>End it with what it has learned. Find goes on from there</source>
      <translation>Mit dem bisher Gelernten beenden. „Finden“ macht dort weiter</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>Choose a method first</source>
      <translation>Erst ein Verfahren wählen</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>Open a generator first</source>
      <translation>Erst einen Generator öffnen</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>{trained} is learning. Stop it first, or wait until it ends</source>
      <translation>{trained} lernt gerade. Stoppen Sie es erst oder warten Sie, bis es fertig ist</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>Paint…</source>
      <translation>Malen…</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>Finding…</source>
      <translation>Sucht…</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>Paint a region first: this method finds what changes it and leaves the rest as it is</source>
      <translation>Malen Sie erst einen Bereich: Dieses Verfahren findet, was ihn ändert und den Rest lässt, wie er ist</translation>
    </message>
    <message>
      <location filename="widgets/methods/bar.py" />
      <source>Let this method learn, which takes minutes: its sliders so far come at once</source>
      <translation>Dieses Verfahren lernen lassen, was Minuten dauert: Seine bisherigen Regler kommen sofort</translation>
    </message>
    <message>
      <location filename="widgets/methods/features_field.py" />
      <source>nothing</source>
      <translation>nichts</translation>
    </message>
    <message>
      <location filename="widgets/methods/features_field.py" />
      <source>Choose from a list</source>
      <translation>Aus einer Liste wählen</translation>
    </message>
    <message>
      <location filename="widgets/methods/features_field.py" />
      <source>choose what to {name}</source>
      <translation>{name}: wählen</translation>
    </message>
    <message>
      <location filename="widgets/methods/features_field.py" />
      <source>what to {name}</source>
      <translation>{name}: Auswahl</translation>
    </message>
    <message>
      <location filename="widgets/methods/field.py" />
      <source>default {default}</source>
      <translation>Vorgabe {default}</translation>
    </message>
    <message>
      <location filename="widgets/methods/form.py" />
      <source>Say of some faces whether they have what the method should find</source>
      <translation>Bei einigen Gesichtern angeben, ob sie haben, was das Verfahren finden soll</translation>
    </message>
    <message>
      <location filename="widgets/methods/form.py" />
      <source>parameters of {title}</source>
      <translation>Parameter von {title}</translation>
    </message>
    <message>
      <location filename="widgets/methods/form.py" />
      <source>Defaults</source>
      <translation>Vorgaben</translation>
    </message>
    <message>
      <location filename="widgets/methods/training.py" />
      <source>Its sliders so far are below: try them.</source>
      <translation>Seine bisherigen Regler stehen unten: Probieren Sie sie aus.</translation>
    </message>
    <message>
      <location filename="widgets/methods/training.py" />
      <source>step {step:,} of {steps:,}</source>
      <translation>Schritt {step:,} von {steps:,}</translation>
    </message>
    <message>
      <location filename="widgets/methods/training.py" />
      <source>Its sliders stay while you use them. Newer ones come when you are done.</source>
      <translation>Seine Regler bleiben, solange Sie sie benutzen. Neuere kommen, wenn Sie fertig sind.</translation>
    </message>
    <message>
      <location filename="widgets/methods/training.py" />
      <source>Its sliders come in a moment.</source>
      <translation>Seine Regler kommen gleich.</translation>
    </message>
    <message>
      <location filename="widgets/methods/training.py" />
      <source>Choose it above to try its sliders so far.</source>
      <translation>Wählen Sie es oben aus, um seine bisherigen Regler auszuprobieren.</translation>
    </message>
    <message>
      <location filename="widgets/methods/training.py" />
      <source>figure that is plotted</source>
      <translation>gezeichneter Messwert</translation>
    </message>
    <message>
      <location filename="widgets/methods/training.py" />
      <source>Which of its figures is plotted, step by step</source>
      <translation>Welcher seiner Messwerte Schritt für Schritt gezeichnet wird</translation>
    </message>
    <message>
      <location filename="widgets/methods/training.py" />
      <source>a figure of the training over its steps</source>
      <translation>ein Messwert des Trainings über dessen Schritte</translation>
    </message>
    <message>
      <location filename="widgets/methods/training.py" />
      <source>getting ready</source>
      <translation>wird vorbereitet</translation>
    </message>
    <message>
      <location filename="widgets/methods/training.py" />
      <source>{name}: {values:.3g} at first, {values2:.3g} now</source>
      <translation>{name}: {values:.3g} am Anfang, {values2:.3g} jetzt</translation>
    </message>
    <message>
      <location filename="widgets/methods/training.py" />
      <source>goes on from {step}</source>
      <translation>geht ab {step} weiter</translation>
    </message>
    <message>
      <location filename="widgets/parts/job_bar.py" />
      <source>{seconds} s left</source>
      <translation>noch {seconds} s</translation>
    </message>
    <message>
      <location filename="widgets/parts/job_bar.py" />
      <source>{minutes} min left</source>
      <translation>noch {minutes} min</translation>
    </message>
    <message>
      <location filename="widgets/parts/job_bar.py" />
      <source>{minutes} h {minutes2:02d} min left</source>
      <translation>noch {minutes} h {minutes2:02d} min</translation>
    </message>
    <message>
      <location filename="widgets/parts/job_bar.py" />
      <source>The picture that was drawn last</source>
      <translation>Das zuletzt gezeichnete Bild</translation>
    </message>
    <message>
      <location filename="widgets/parts/job_bar.py" />
      <source>Stop, and keep what is there so far: {title}</source>
      <translation>Anhalten und behalten, was bisher da ist: {title}</translation>
    </message>
    <message>
      <location filename="widgets/parts/job_bar.py" />
      <source>Cancel: {title}</source>
      <translation>Abbrechen: {title}</translation>
    </message>
    <message>
      <location filename="widgets/parts/job_bar.py" />
      <source>Pause: {title}</source>
      <translation>Pause: {title}</translation>
    </message>
    <message>
      <location filename="widgets/parts/job_bar.py" />
      <source>Go on: {name}</source>
      <translation>Weiter: {name}</translation>
    </message>
    <message>
      <location filename="widgets/parts/job_bar.py" />
      <source>Pause: {name}</source>
      <translation>Pause: {name}</translation>
    </message>
    <message>
      <location filename="widgets/parts/job_bar.py" />
      <source>stopping…</source>
      <translation>wird gestoppt…</translation>
    </message>
    <message>
      <location filename="widgets/parts/job_bar.py" />
      <source>paused</source>
      <translation>Pause</translation>
    </message>
    <message>
      <location filename="widgets/parts/notice.py" />
      <source>Copy details</source>
      <translation>Details kopieren</translation>
    </message>
    <message>
      <location filename="widgets/parts/notice.py" />
      <source>Close this notice</source>
      <translation>Diesen Hinweis schließen</translation>
    </message>
    <message>
      <location filename="widgets/parts/notice.py" />
      <source>Copied</source>
      <translation>Kopiert</translation>
    </message>
    <message>
      <location filename="widgets/parts/notice.py" />
      <source>A notice is one of {kinds}, not {kind!r}.</source>
      <translation>Ein Hinweis ist eines von {kinds}, nicht {kind!r}.</translation>
    </message>
    <message>
      <location filename="widgets/parts/picture.py" />
      <source>A frame is uint8 H x W x 3, not {dtype} {shape}.</source>
      <translation>Ein Einzelbild ist uint8 H x W x 3, nicht {dtype} {shape}.</translation>
    </message>
    <message>
      <location filename="widgets/parts/pill.py" />
      <source>Compare</source>
      <translation>Vergleichen</translation>
    </message>
    <message>
      <location filename="widgets/parts/pill.py" />
      <source>Hold to see the picture without edits (key: \)</source>
      <translation>Halten, um das Bild ohne Änderungen zu sehen (Taste: \)</translation>
    </message>
    <message>
      <location filename="widgets/parts/pill.py" />
      <source>Compare with the original</source>
      <translation>Mit dem Original vergleichen</translation>
    </message>
    <message>
      <location filename="widgets/photo/ignoring.py" />
      <source>brush for what should be ignored in the photo</source>
      <translation>Pinsel für das, was im Foto nicht zählen soll</translation>
    </message>
    <message>
      <location filename="widgets/photo/ignoring_bar.py" />
      <source>Paint what should be ignored</source>
      <translation>Malen, was nicht zählen soll</translation>
    </message>
    <message>
      <location filename="widgets/photo/ignoring_bar.py" />
      <source>Glasses, a hand, the background: what is painted over does not count. Ctrl erases</source>
      <translation>Brille, Hand, Hintergrund: Was übermalt ist, zählt nicht. Strg radiert</translation>
    </message>
    <message>
      <location filename="widgets/photo/ignoring_bar.py" />
      <source>Size of the brush; also [ and ], or Shift and drag</source>
      <translation>Größe des Pinsels; auch mit [ und ] oder mit Umschalt und Ziehen</translation>
    </message>
    <message>
      <location filename="widgets/photo/ignoring_bar.py" />
      <source>Take the last stroke back (Ctrl+Z on the photo)</source>
      <translation>Den letzten Strich zurücknehmen (Strg+Z auf dem Foto)</translation>
    </message>
    <message>
      <location filename="widgets/photo/ignoring_bar.py" />
      <source>Nothing is ignored any more</source>
      <translation>Alles zählt wieder</translation>
    </message>
    <message>
      <location filename="widgets/photo/ignoring_bar.py" />
      <source>size of the brush</source>
      <translation>Größe des Pinsels</translation>
    </message>
    <message>
      <location filename="widgets/photo/ignoring_bar.py" />
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <location filename="widgets/photo/laying.py" />
      <source>With the edit</source>
      <translation>Mit der Änderung</translation>
    </message>
    <message>
      <location filename="widgets/photo/laying.py" />
      <source>By a line</source>
      <translation>An einer Linie</translation>
    </message>
    <message>
      <location filename="widgets/photo/laying.py" />
      <source>Onion skin</source>
      <translation>Zwiebelhaut</translation>
    </message>
    <message>
      <location filename="widgets/photo/laying.py" />
      <source>The photo as it would be saved</source>
      <translation>Das Foto, wie es gespeichert würde</translation>
    </message>
    <message>
      <location filename="widgets/photo/laying.py" />
      <source>Left of the line the photo as it was, right of it with the edit</source>
      <translation>Links der Linie das Foto, wie es war, rechts davon mit der Änderung</translation>
    </message>
    <message>
      <location filename="widgets/photo/laying.py" />
      <source>One shining through the other</source>
      <translation>Eines scheint durch das andere</translation>
    </message>
    <message>
      <location filename="widgets/photo/laying.py" />
      <source>the photo with the edit</source>
      <translation>das Foto mit der Änderung</translation>
    </message>
    <message>
      <location filename="widgets/photo/laying.py" />
      <source>how the photo is compared</source>
      <translation>wie das Foto verglichen wird</translation>
    </message>
    <message>
      <location filename="widgets/photo/laying.py" />
      <source>Write the whole photo, in its full size, with the edit</source>
      <translation>Das ganze Foto in voller Größe mit der Änderung speichern</translation>
    </message>
    <message>
      <location filename="widgets/photo/laying.py" />
      <source>the edit laid into its photo</source>
      <translation>die Änderung, in ihr Foto eingesetzt</translation>
    </message>
    <message>
      <location filename="widgets/photo/laying.py" />
      <source>with the edit</source>
      <translation>mit der Änderung</translation>
    </message>
    <message>
      <location filename="widgets/photo/likeness.py" />
      <source>dB (decibels) say how little the two pictures differ: from 30 on they are very like, from 40 nearly the same</source>
      <translation>dB (Dezibel) sagen, wie wenig sich die beiden Bilder unterscheiden: ab 30 sind sie sehr ähnlich, ab 40 fast gleich</translation>
    </message>
    <message>
      <location filename="widgets/photo/likeness.py" />
      <source>How like the photo it has become: where the line lies flat, going on gains little.</source>
      <translation>Wie ähnlich es dem Foto geworden ist: Wo die Linie flach verläuft, bringt Weitersuchen wenig.</translation>
    </message>
    <message>
      <location filename="widgets/photo/likeness.py" />
      <source>how like the photo it has become</source>
      <translation>wie ähnlich es dem Foto geworden ist</translation>
    </message>
    <message>
      <location filename="widgets/photo/likeness.py" />
      <source>likeness, dB</source>
      <translation>Ähnlichkeit, dB</translation>
    </message>
    <message>
      <location filename="widgets/photo/likeness.py" />
      <source>from {values:.0f} to {values2:.0f} dB in {values_count} looks</source>
      <translation>von {values:.0f} auf {values2:.0f} dB in {values_count} Durchgängen</translation>
    </message>
    <message>
      <location filename="widgets/photo/likeness.py" />
      <source>nothing yet</source>
      <translation>noch nichts</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Move the square so that the face fills it as the faces of this generator do, then press “Find the face”.</source>
      <translation>Schieben Sie das Quadrat so, dass das Gesicht es ausfüllt wie die Gesichter dieses Generators, und drücken Sie dann „Gesicht finden“.</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Paint over what should not count: glasses, a hand, the background. Then press Done, and “Find the face”.</source>
      <translation>Übermalen Sie, was nicht zählen soll: Brille, Hand, Hintergrund. Drücken Sie dann „Fertig“ und „Gesicht finden“.</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>The picture on the right comes closer while you watch. Stop keeps what is there.</source>
      <translation>Das Bild rechts kommt näher, während Sie zusehen. „Stopp“ behält, was da ist.</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Press “Use this picture” to go on with it; or move the square, and look again.</source>
      <translation>Drücken Sie „Dieses Bild verwenden“, um damit weiterzumachen; oder verschieben Sie das Quadrat und suchen Sie erneut.</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Find the face</source>
      <translation>Gesicht finden</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Easy to edit</source>
      <translation>Gut änderbar</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Balanced</source>
      <translation>Ausgewogen</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Closest</source>
      <translation>Am nächsten</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Stays among the faces the generator knows: sliders work best on it</source>
      <translation>Bleibt bei den Gesichtern, die der Generator kennt: Regler wirken darauf am besten</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Close to the photo, and sliders work well</source>
      <translation>Nahe am Foto, und Regler wirken gut</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>As close to the photo as the generator can come; sliders may do odd things</source>
      <translation>So nahe am Foto, wie der Generator kommen kann; Regler können Seltsames tun</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>What the generator makes of it appears here</source>
      <translation>Hier erscheint, was der Generator daraus macht</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>what the generator makes of the photo</source>
      <translation>was der Generator aus dem Foto macht</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Leave the computer to other things; “Go on” goes on from here</source>
      <translation>Den Computer anderem überlassen; „Weiter“ macht von hier aus weiter</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Keep the best that was found so far</source>
      <translation>Das Beste behalten, was bisher gefunden wurde</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Go on with it: every slider and brush works on it</source>
      <translation>Damit weitermachen: Jeder Regler und Pinsel wirkt darauf</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>how close to the photo</source>
      <translation>wie nahe am Foto</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Fit the generator</source>
      <translation>Generator anpassen</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Closer to this photo, less editable. Kept with this picture; others are drawn as before.</source>
      <translation>Näher an diesem Foto, schlechter änderbar. Gehört zu diesem Bild; andere werden gezeichnet wie zuvor.</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>your own picture</source>
      <translation>Ihr eigenes Bild</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Choose a photo, or drop one here.</source>
      <translation>Wählen Sie ein Foto oder ziehen Sie eines hierher.</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Use this picture</source>
      <translation>Dieses Bild verwenden</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Another photo…</source>
      <translation>Anderes Foto…</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Your picture</source>
      <translation>Ihr Bild</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Of the last search: {words}</source>
      <translation>Aus der letzten Suche: {words}</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Look on from what was found, for what is more like the photo</source>
      <translation>Vom Gefundenen aus weitersuchen, was dem Foto ähnlicher ist</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Look for the code that draws this part of the photo</source>
      <translation>Den Code suchen, der diesen Teil des Fotos zeichnet</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Frame the face</source>
      <translation>Gesicht einrahmen</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Put the square on the next of the faces that were found</source>
      <translation>Das Quadrat auf das nächste der gefundenen Gesichter setzen</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Put the square back to where it was placed at first</source>
      <translation>Das Quadrat an seinen ersten Platz zurücksetzen</translation>
    </message>
    <message>
      <location filename="widgets/photo/page.py" />
      <source>Press “{find}” first</source>
      <translation>Erst „{find}“ drücken</translation>
    </message>
    <message>
      <location filename="widgets/photo/pair.py" />
      <source>Choose the same face before and after. What differs becomes a slider that works on every face; what you hold fixed is left out of it.</source>
      <translation>Wählen Sie dasselbe Gesicht vorher und nachher. Was sich unterscheidet, wird ein Regler, der auf jedes Gesicht wirkt; was Sie festhalten, bleibt dabei außen vor.</translation>
    </message>
    <message>
      <location filename="widgets/photo/pair.py" />
      <source>Choose a picture, or drop a file here</source>
      <translation>Wählen Sie ein Bild oder ziehen Sie eine Datei hierher</translation>
    </message>
    <message>
      <location filename="widgets/photo/pair.py" />
      <source>Before</source>
      <translation>Vorher</translation>
    </message>
    <message>
      <location filename="widgets/photo/pair.py" />
      <source>After</source>
      <translation>Nachher</translation>
    </message>
    <message>
      <location filename="widgets/photo/pair.py" />
      <source>{title}: the picture, and the square that the generator draws</source>
      <translation>{title}: das Bild und das Quadrat, das der Generator zeichnet</translation>
    </message>
    <message>
      <location filename="widgets/photo/pair.py" />
      <source>Choose</source>
      <translation>Wählen</translation>
    </message>
    <message>
      <location filename="widgets/photo/pair.py" />
      <source>choose the picture {title}</source>
      <translation>das Bild {title} wählen</translation>
    </message>
    <message>
      <location filename="widgets/photo/pair.py" />
      <source>slider from two pictures</source>
      <translation>Regler aus zwei Bildern</translation>
    </message>
    <message>
      <location filename="widgets/photo/pair.py" />
      <source>Make the slider</source>
      <translation>Regler erstellen</translation>
    </message>
    <message>
      <location filename="widgets/photo/pair.py" />
      <source>Slider from two pictures</source>
      <translation>Regler aus zwei Bildern</translation>
    </message>
    <message>
      <location filename="widgets/photo/pair.py" />
      <source>Find the two faces, and what differs between them</source>
      <translation>Die beiden Gesichter finden und was sie unterscheidet</translation>
    </message>
    <message>
      <location filename="widgets/photo/pair.py" />
      <source>Choose both pictures first</source>
      <translation>Erst beide Bilder wählen</translation>
    </message>
    <message>
      <location filename="widgets/photo/placing.py" />
      <source>the photo, and the square that the generator draws</source>
      <translation>das Foto und das Quadrat, das der Generator zeichnet</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Looking for the face…</source>
      <translation>Das Gesicht wird gesucht…</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Brush: paint what should change</source>
      <translation>Pinsel: malen, was sich ändern soll</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Eraser: take away what was painted</source>
      <translation>Radierer: wegnehmen, was gemalt wurde</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Lasso: draw around a region</source>
      <translation>Lasso: um einen Bereich herumfahren</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Rectangle: drag from corner to corner</source>
      <translation>Rechteck: von Ecke zu Ecke ziehen</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Ellipse: drag from corner to corner</source>
      <translation>Ellipse: von Ecke zu Ecke ziehen</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Everything but this region</source>
      <translation>Alles außer diesem Bereich</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Paint this region anew</source>
      <translation>Diesen Bereich neu malen</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Painting adds; click to take away</source>
      <translation>Malen fügt hinzu; Klick nimmt weg</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Find the sliders again when the region or the face changes</source>
      <translation>Die Regler neu suchen, wenn sich der Bereich oder das Gesicht ändert</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Hide or show the painted regions</source>
      <translation>Die gemalten Bereiche ausblenden oder zeigen</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Follow</source>
      <translation>Folgen</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Close the brush (Esc); what was painted stays</source>
      <translation>Den Pinsel schließen (Esc); das Gemalte bleibt</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>How wide the brush is, in % of the picture's side ([ and ])</source>
      <translation>Wie breit der Pinsel ist, in % der Bildseite ([ und ])</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Ready-made</source>
      <translation>Vorgefertigt</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Regions found in this face: eyes, mouth, hair and more</source>
      <translation>In diesem Gesicht gefundene Bereiche: Augen, Mund, Haare und mehr</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>What can be done with the region that is painted</source>
      <translation>Was sich mit dem gemalten Bereich machen lässt</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>brush size</source>
      <translation>Pinselgröße</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>softness</source>
      <translation>Weichheit</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Save mask as PNG…</source>
      <translation>Maske als PNG speichern…</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Soft</source>
      <translation>Weich</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Painting takes away; click to add</source>
      <translation>Malen nimmt weg; Klick fügt hinzu</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>How soft its edge is: {share:.0f} %</source>
      <translation>Wie weich ihr Rand ist: {share:.0f} %</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Hide the painted regions</source>
      <translation>Die gemalten Bereiche ausblenden</translation>
    </message>
    <message>
      <location filename="widgets/regions/bar.py" />
      <source>Show the painted regions</source>
      <translation>Die gemalten Bereiche zeigen</translation>
    </message>
    <message>
      <location filename="widgets/regions/list.py" />
      <source>Nothing painted yet. Paint over what should change.</source>
      <translation>Noch nichts gemalt. Übermalen Sie, was sich ändern soll.</translation>
    </message>
    <message>
      <location filename="widgets/regions/list.py" />
      <source>+ New region</source>
      <translation>+ Neuer Bereich</translation>
    </message>
    <message>
      <location filename="widgets/regions/list.py" />
      <source>Paint another region beside these</source>
      <translation>Neben diesen einen weiteren Bereich malen</translation>
    </message>
    <message>
      <location filename="widgets/regions/list.py" />
      <source>Remove this region (Delete)</source>
      <translation>Diesen Bereich entfernen (Entf)</translation>
    </message>
    <message>
      <location filename="widgets/regions/list.py" />
      <source>kept</source>
      <translation>bleibt</translation>
    </message>
    <message>
      <location filename="widgets/regions/list.py" />
      <source>changes</source>
      <translation>ändert sich</translation>
    </message>
    <message>
      <location filename="widgets/regions/list.py" />
      <source>region {name}, {kind}, {percent} of the picture{current}</source>
      <translation>Bereich {name}, {kind}, {percent} des Bildes{current}</translation>
    </message>
    <message>
      <location filename="widgets/regions/list.py" />
      <source>name of the region</source>
      <translation>Name des Bereichs</translation>
    </message>
    <message>
      <location filename="widgets/regions/list.py" />
      <source>change</source>
      <translation>ändern</translation>
    </message>
    <message>
      <location filename="widgets/regions/list.py" />
      <source>keep</source>
      <translation>behalten</translation>
    </message>
    <message>
      <location filename="widgets/regions/list.py" />
      <source>Sliders change this region (Space)</source>
      <translation>Regler ändern diesen Bereich (Leertaste)</translation>
    </message>
    <message>
      <location filename="widgets/regions/list.py" />
      <source>Sliders leave this region as it is (Space)</source>
      <translation>Regler lassen diesen Bereich, wie er ist (Leertaste)</translation>
    </message>
    <message>
      <location filename="widgets/regions/list.py" />
      <source>{name}: {percent} of the picture
Click to paint on it; double-click or F2 renames; Space: change or keep; Delete removes</source>
      <translation>{name}: {percent} des Bildes
Klicken, um darauf zu malen; Doppelklick oder F2 benennt um; Leertaste: ändern oder behalten; Entf entfernt</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>Move a slider: what it changes outside the region is measured here.</source>
      <translation>Bewegen Sie einen Regler: Was er außerhalb des Bereichs ändert, wird hier gemessen.</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>how it was found</source>
      <translation>wie er gefunden wurde</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>only inside</source>
      <translation>nur innen</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>Sliders of the region get it as their mask: outside, the picture stays as it is</source>
      <translation>Regler des Bereichs bekommen ihn als Maske: Außerhalb bleibt das Bild, wie es ist</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>heat</source>
      <translation>Wärmebild</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>Find again</source>
      <translation>Neu finden</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>of what was shown before</source>
      <translation>dessen, was zuvor gezeigt wurde</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>The share of the change that falls outside the region.
A slight move: as the slider begins to move at this face (to first order). As it stands: at the strength that it has now, or at 1 sigma while it rests (realised).
Hollow, and on the right: the same slider if its method did not hold the outside still.</source>
      <translation>Der Anteil der Änderung, der außerhalb des Bereichs liegt.
Leicht bewegt: wenn der Regler sich bei diesem Gesicht gerade zu bewegen beginnt (in erster Ordnung). Wie er steht: bei seiner jetzigen Stärke, oder bei 1 Sigma, solange er ruht (verwirklicht).
Hohl und rechts: derselbe Regler, wenn sein Verfahren das Äußere nicht ruhig hielte.</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>share of the change</source>
      <translation>Anteil der Änderung</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>outside</source>
      <translation>außerhalb</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>if not held</source>
      <translation>ohne Halten</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>Off</source>
      <translation>Aus</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>Where it acts</source>
      <translation>Wo er wirkt</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>What changed</source>
      <translation>Was sich änderte</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>The picture as it is</source>
      <translation>Das Bild, wie es ist</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>Over the picture: how much each pixel moves along the slider, at this face</source>
      <translation>Über dem Bild: wie sehr sich jedes Pixel entlang des Reglers bewegt, bei diesem Gesicht</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>Over the picture: how much each pixel has moved at the slider's strength</source>
      <translation>Über dem Bild: wie sehr sich jedes Pixel bei der Stärke des Reglers bewegt hat</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>{stale}
Find the sliders again for the face and the region as they are now</source>
      <translation>{stale}
Die Regler für Gesicht und Bereich, wie sie jetzt sind, neu finden</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>leakage of {name}</source>
      <translation>Übergreifen von {name}</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>leakage</source>
      <translation>Übergreifen</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>a slight move</source>
      <translation>leicht bewegt</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>as it stands</source>
      <translation>wie er steht</translation>
    </message>
    <message>
      <location filename="widgets/regions/meter.py" />
      <source>{words} {share} outside, {share2} if not held</source>
      <translation>{words} {share} außerhalb, {share2} ohne Halten</translation>
    </message>
    <message>
      <location filename="widgets/regions/threshold.py" />
      <source>Way {place}, the strongest first: {held} (singular value {cuts:.3g}; bars on a log scale)
The more is held, the less leaks, and the fewer ways are left to change the region.
Drag the line; arrows move it by one, Home and End to the ends.</source>
      <translation>Weg {place}, der stärkste zuerst: {held} (Singulärwert {cuts:.3g}; Balken logarithmisch)
Je mehr gehalten wird, desto weniger greift über, und desto weniger Wege bleiben, den Bereich zu ändern.
Ziehen Sie die Linie; Pfeiltasten bewegen sie um eins, Pos1 und Ende an die Enden.</translation>
    </message>
    <message>
      <location filename="widgets/regions/threshold.py" />
      <source>how much is held</source>
      <translation>wie viel gehalten wird</translation>
    </message>
    <message>
      <location filename="widgets/regions/threshold.py" />
      <source>outside held still in {rank} of {cuts_count} ways</source>
      <translation>außen ruhig gehalten auf {rank} von {cuts_count} Wegen</translation>
    </message>
    <message>
      <location filename="widgets/regions/threshold.py" />
      <source>held still</source>
      <translation>ruhig gehalten</translation>
    </message>
    <message>
      <location filename="widgets/regions/threshold.py" />
      <source>Nothing is held by this method.</source>
      <translation>Dieses Verfahren hält nichts.</translation>
    </message>
    <message>
      <location filename="widgets/sliders/filmstrip.py" />
      <source>Close the film strip (Esc)</source>
      <translation>Den Filmstreifen schließen (Esc)</translation>
    </message>
    <message>
      <location filename="widgets/sliders/filmstrip.py" />
      <source>rendering</source>
      <translation>wird gezeichnet</translation>
    </message>
    <message>
      <location filename="widgets/sliders/filmstrip.py" />
      <source>Film strip of {name}, {state}</source>
      <translation>Filmstreifen von {name}, {state}</translation>
    </message>
    <message>
      <location filename="widgets/sliders/filmstrip.py" />
      <source>Set {name} to {sigma_text} sigma</source>
      <translation>{name} auf {sigma_text} Sigma setzen</translation>
    </message>
    <message>
      <location filename="widgets/sliders/filmstrip.py" />
      <source>{name} · rendering…</source>
      <translation>{name} · wird gezeichnet…</translation>
    </message>
    <message>
      <location filename="widgets/sliders/filmstrip.py" />
      <source>Picture at {sigma_text} sigma</source>
      <translation>Bild bei {sigma_text} Sigma</translation>
    </message>
    <message>
      <location filename="widgets/sliders/filmstrip.py" />
      <source>{values_count} values need as many uint8 frames of h x w x 3, not {shape}</source>
      <translation>{values_count} Werte brauchen ebenso viele uint8-Einzelbilder von h x w x 3, nicht {shape}</translation>
    </message>
    <message>
      <location filename="widgets/sliders/group.py" />
      <source>Solo: only this layer's edits count</source>
      <translation>Solo: Nur die Änderungen dieser Schicht zählen</translation>
    </message>
    <message>
      <location filename="widgets/sliders/group.py" />
      <source>Lock: dice and new seeds leave this layer as it is</source>
      <translation>Sperren: Würfel und neue Startzahlen lassen diese Schicht, wie sie ist</translation>
    </message>
    <message>
      <location filename="widgets/sliders/group.py" />
      <source>Randomise this layer</source>
      <translation>Diese Schicht würfeln</translation>
    </message>
    <message>
      <location filename="widgets/sliders/group.py" />
      <source>Reset this layer to the picture's own values</source>
      <translation>Diese Schicht auf die eigenen Werte des Bildes zurücksetzen</translation>
    </message>
    <message>
      <location filename="widgets/sliders/group.py" />
      <source>{hidden} more</source>
      <translation>{hidden} weitere</translation>
    </message>
    <message>
      <location filename="widgets/sliders/group.py" />
      <source>Fewer</source>
      <translation>Weniger</translation>
    </message>
    <message>
      <location filename="widgets/sliders/group.py" />
      <source>{title}, {value}, {changed} changed</source>
      <translation>{title}, {value}, {changed} geändert</translation>
    </message>
    <message>
      <location filename="widgets/sliders/group.py" />
      <source>Click to unfold</source>
      <translation>Klick klappt auf</translation>
    </message>
    <message>
      <location filename="widgets/sliders/group.py" />
      <source>Click to fold</source>
      <translation>Klick klappt zu</translation>
    </message>
    <message>
      <location filename="widgets/sliders/panel.py" />
      <source>Search sliders</source>
      <translation>Regler suchen</translation>
    </message>
    <message>
      <location filename="widgets/sliders/panel.py" />
      <source>Search sliders by name</source>
      <translation>Regler nach Namen suchen</translation>
    </message>
    <message>
      <location filename="widgets/sliders/panel.py" />
      <source>Show only the sliders with these words in their name; Esc ends it</source>
      <translation>Nur die Regler mit diesen Wörtern im Namen zeigen; Esc beendet es</translation>
    </message>
    <message>
      <location filename="widgets/sliders/panel.py" />
      <source>No slider is called “{wanted}”.</source>
      <translation>Kein Regler heißt „{wanted}“.</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row.py" />
      <source>Type a value…	Enter</source>
      <translation>Wert eingeben…	Eingabe</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row.py" />
      <source>Rename…	F2</source>
      <translation>Umbenennen…	F2</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row.py" />
      <source>Remove star</source>
      <translation>Stern entfernen</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row.py" />
      <source>Star</source>
      <translation>Mit Stern versehen</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row.py" />
      <source>Close film strip</source>
      <translation>Filmstreifen schließen</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row.py" />
      <source>Film strip</source>
      <translation>Filmstreifen</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row.py" />
      <source>Reset	Backspace</source>
      <translation>Zurücksetzen	Rücktaste</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row.py" />
      <source>Set to 0	Home</source>
      <translation>Auf 0 setzen	Pos1</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>Dashed all along: this face is stranger than 99 of 100 here, wherever this slider stands
</source>
      <translation>Durchgehend gestrichelt: Dieses Gesicht ist ungewöhnlicher als 99 von 100 hier, wo auch immer dieser Regler steht
</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>{muted}{shown} {unit}; the picture's own value is {sigma_text}
{usual}Drag: Shift fine, Ctrl steps of 0.5, Esc gives up
Arrows 0.1, with Shift 0.01, with Ctrl 1; Home = 0
Double-click or Backspace: back to the picture's own value</source>
      <translation>{muted}{shown} {unit}; der eigene Wert des Bildes ist {sigma_text}
{usual}Ziehen: Umschalt fein, Strg in Schritten von 0.5, Esc bricht ab
Pfeiltasten 0.1, mit Umschalt 0.01, mit Strg 1; Pos1 = 0
Doppelklick oder Rücktaste: zurück zum eigenen Wert des Bildes</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>{shown} {unit}
Click or Enter to type a value, up to ±{hard_limit:.0f}</source>
      <translation>{shown} {unit}
Klick oder Eingabe, um einen Wert einzugeben, bis ±{hard_limit:.0f}</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>Mean change of the picture from −2 to +2 sigma: {effect:.2f}</source>
      <translation>Mittlere Änderung des Bildes von −2 bis +2 Sigma: {effect:.2f}</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>Muted: it does not act on the picture; let it act again in Edits
</source>
      <translation>Stumm: Er wirkt nicht auf das Bild; lassen Sie ihn unter „Änderungen“ wieder wirken
</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>Dashed: beyond {sigma_text} and {sigma_text2} faces are stranger than 99 of 100 here
</source>
      <translation>Gestrichelt: Jenseits von {sigma_text} und {sigma_text2} sind Gesichter ungewöhnlicher als 99 von 100 hier
</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>sigma</source>
      <translation>Sigma</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>of the way</source>
      <translation>des Weges</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>Remove the star</source>
      <translation>Den Stern entfernen</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>Star: keep this slider in view</source>
      <translation>Stern: diesen Regler im Blick behalten</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>Close the film strip</source>
      <translation>Den Filmstreifen schließen</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>Film strip: this slider from end to end</source>
      <translation>Filmstreifen: dieser Regler von einem Ende zum anderen</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>sigma (standard deviations)</source>
      <translation>Sigma (Standardabweichungen)</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_look.py" />
      <source>A curve of the film moves it</source>
      <translation>Eine Kurve des Films bewegt ihn</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_view.py" />
      <source>The picture's own value is {sigma_text} sigma.</source>
      <translation>Der eigene Wert des Bildes ist {sigma_text} Sigma.</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_view.py" />
      <source>, muted</source>
      <translation>, stumm</translation>
    </message>
    <message>
      <location filename="widgets/sliders/row_view.py" />
      <source>{name} {sigma_text} sigma{muted}</source>
      <translation>{name} {sigma_text} Sigma{muted}</translation>
    </message>
    <message>
      <location filename="widgets/timeline/curves.py" />
      <source>Click a stretch to choose how it moves.</source>
      <translation>Klicken Sie auf einen Abschnitt, um zu wählen, wie er sich bewegt.</translation>
    </message>
    <message>
      <location filename="widgets/timeline/curves.py" />
      <source>{start} to {end}: {word}</source>
      <translation>{start} bis {end}: {word}</translation>
    </message>
    <message>
      <location filename="widgets/timeline/curves.py" />
      <source>Goes round: its end meets its beginning</source>
      <translation>Läuft im Kreis: Ihr Ende trifft ihren Anfang</translation>
    </message>
    <message>
      <location filename="widgets/timeline/curves.py" />
      <source>Steady to the eye: equal times change the picture equally</source>
      <translation>Gleichmäßig fürs Auge: gleiche Zeiten ändern das Bild gleich viel</translation>
    </message>
    <message>
      <location filename="widgets/timeline/curves.py" />
      <source>Remove this curve</source>
      <translation>Diese Kurve entfernen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/curves.py" />
      <source>Remove this point</source>
      <translation>Diesen Punkt entfernen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/curves.py" />
      <source>Add a point here</source>
      <translation>Hier einen Punkt hinzufügen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/dock.py" />
      <source>Set a key of what is shown: {key}. Change the picture by a slider or a new face, and set the next key. The film moves from one to the other. Or begin with one of these:</source>
      <translation>Setzen Sie das Gezeigte als Schlüsselbild: {key}. Ändern Sie das Bild mit einem Regler oder einem neuen Gesicht, und setzen Sie das nächste Schlüsselbild. Der Film bewegt sich vom einen zum anderen. Oder beginnen Sie mit einem von diesen:</translation>
    </message>
    <message>
      <location filename="widgets/timeline/dock.py" />
      <source>Drop a sound</source>
      <translation>Ton hierher ziehen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/dock.py" />
      <source>Set key, above</source>
      <translation>Bild setzen, oben</translation>
    </message>
    <message>
      <location filename="widgets/timeline/film_dialog.py" />
      <source>Save film</source>
      <translation>Film speichern</translation>
    </message>
    <message>
      <location filename="widgets/timeline/film_dialog.py" />
      <source>goes round</source>
      <translation>läuft im Kreis</translation>
    </message>
    <message>
      <location filename="widgets/timeline/film_dialog.py" />
      <source>ends with its last picture</source>
      <translation>endet mit dem letzten Bild</translation>
    </message>
    <message>
      <location filename="widgets/timeline/film_dialog.py" />
      <source>{frames} frames, {seconds:.1f} s, {end}</source>
      <translation>{frames} Einzelbilder, {seconds:.1f} s, {end}</translation>
    </message>
    <message>
      <location filename="widgets/timeline/film_dialog.py" />
      <source>with its sound</source>
      <translation>mit seinem Ton</translation>
    </message>
    <message>
      <location filename="widgets/timeline/film_dialog.py" />
      <source>without its sound</source>
      <translation>ohne seinen Ton</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Play the film</source>
      <translation>Film abspielen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Set key</source>
      <translation>Bild setzen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Set a key of what is shown, at the playhead</source>
      <translation>Das gezeigte Bild am Abspielkopf in den Film setzen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>The end leads into the beginning: a film to be seen in a loop</source>
      <translation>Das Ende führt zum Anfang: ein Film, der in einer Schleife läuft</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Play again and again</source>
      <translation>Immer wieder abspielen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>What is dragged snaps to beats, to other keys and to the ruler</source>
      <translation>Was gezogen wird, rastet an Taktschlägen, anderen Bildern und am Lineal ein</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Onion skin: the keys before and after shine through</source>
      <translation>Zwiebelhaut: Die Bilder davor und danach scheinen durch</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Play the film without its sound</source>
      <translation>Den Film ohne seinen Ton abspielen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Make</source>
      <translation>Erstellen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Films that are made at once, to go on from</source>
      <translation>Filme, die sofort fertig sind, um daran weiterzuarbeiten</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source> s</source>
      <translation> s</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Length of the film in seconds</source>
      <translation>Länge des Films in Sekunden</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>A sound file under the film; it can be dropped here as well</source>
      <translation>Eine Tondatei unter dem Film; sie kann auch hierher gezogen werden</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>The film as a file</source>
      <translation>Der Film als Datei</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Close the timeline</source>
      <translation>Zeitleiste schließen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Sound…</source>
      <translation>Ton…</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Save film…</source>
      <translation>Film speichern…</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Let the picture change equally fast throughout</source>
      <translation>Das Bild durchweg gleich schnell ändern</translation>
    </message>
    <message>
      <location filename="widgets/timeline/head.py" />
      <source>Add a curve of {name}</source>
      <translation>Kurve für {name} hinzufügen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/keys.py" />
      <source>Drag a picture to another time; with Ctrl a copy of it. Del removes it.</source>
      <translation>Ein Bild zu einer anderen Zeit ziehen; mit Strg eine Kopie davon. Entf entfernt es.</translation>
    </message>
    <message>
      <location filename="widgets/timeline/keys.py" />
      <source>Copy it to the playhead</source>
      <translation>An die Abspielmarke kopieren</translation>
    </message>
    <message>
      <location filename="widgets/timeline/keys.py" />
      <source>Copy it to the end</source>
      <translation>Ans Ende kopieren</translation>
    </message>
    <message>
      <location filename="widgets/timeline/keys.py" />
      <source>{count} pictures, none chosen</source>
      <translation>{count} Bilder, keines gewählt</translation>
    </message>
    <message>
      <location filename="widgets/timeline/keys.py" />
      <source>{name} at {time}</source>
      <translation>{name} bei {time}</translation>
    </message>
    <message>
      <location filename="widgets/timeline/keys.py" />
      <source>Go back to this picture</source>
      <translation>Zu diesem Bild zurückkehren</translation>
    </message>
    <message>
      <location filename="widgets/timeline/keys.py" />
      <source>Put what is shown in its place</source>
      <translation>Durch das gezeigte Bild ersetzen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/keys.py" />
      <source>Remove it</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/keys.py" />
      <source>Set a key of what is shown here</source>
      <translation>Das gezeigte Bild hier in den Film setzen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/ruler.py" />
      <source>Time of the film</source>
      <translation>Zeit im Film</translation>
    </message>
    <message>
      <location filename="widgets/timeline/ruler.py" />
      <source>Drag to look at any time. Shift and drag marks a part that is played again and again.</source>
      <translation>Ziehen, um eine beliebige Zeit anzusehen. Umschalt und Ziehen markiert einen Teil, der immer wieder abgespielt wird.</translation>
    </message>
    <message>
      <location filename="widgets/timeline/ruler.py" />
      <source>Loop from the playhead</source>
      <translation>Schleife ab der Abspielmarke</translation>
    </message>
    <message>
      <location filename="widgets/timeline/ruler.py" />
      <source>Loop up to the playhead</source>
      <translation>Schleife bis zur Abspielmarke</translation>
    </message>
    <message>
      <location filename="widgets/timeline/ruler.py" />
      <source>Loop the whole film</source>
      <translation>Den ganzen Film als Schleife</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>{count} beats: what is dragged snaps to them.</source>
      <translation>{count} Taktschläge: Was gezogen wird, rastet an ihnen ein.</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>Click: choose which sliders it moves</source>
      <translation>Klicken: wählen, welche Regler er bewegt</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>Sound</source>
      <translation>Ton</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>Choose which sliders it moves</source>
      <translation>Wählen, welche Regler er bewegt</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>{tempo:.0f} BPM</source>
      <translation>{tempo:.0f} BPM</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>no beat found</source>
      <translation>kein Takt gefunden</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>Sound: {name}</source>
      <translation>Ton: {name}</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>the sound ends here</source>
      <translation>hier endet der Ton</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>Moves no slider yet</source>
      <translation>Bewegt noch keinen Regler</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>Moves 1 slider</source>
      <translation>Bewegt 1 Regler</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>Moves {count} sliders</source>
      <translation>Bewegt {count} Regler</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>Remove the sound</source>
      <translation>Ton entfernen</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>Move a slider first, then it can be chosen here</source>
      <translation>Bewegen Sie zuerst einen Regler, dann kann er hier gewählt werden</translation>
    </message>
    <message>
      <location filename="widgets/timeline/sound.py" />
      <source>Moved by {what}</source>
      <translation>Bewegt durch: {what}</translation>
    </message>
    <message>
      <location filename="widgets/truth/bars.py" />
      <source>all methods by factor</source>
      <translation>alle Verfahren nach Faktor</translation>
    </message>
    <message>
      <location filename="widgets/truth/claims.py" />
      <source>✓  agrees</source>
      <translation>✓  stimmt</translation>
    </message>
    <message>
      <location filename="widgets/truth/claims.py" />
      <source>✗  does not</source>
      <translation>✗  stimmt nicht</translation>
    </message>
    <message>
      <location filename="widgets/truth/claims.py" />
      <source>?  not decided</source>
      <translation>?  nicht entschieden</translation>
    </message>
    <message>
      <location filename="widgets/truth/claims.py" />
      <source>Method</source>
      <translation>Verfahren</translation>
    </message>
    <message>
      <location filename="widgets/truth/claims.py" />
      <source>Its paper says</source>
      <translation>Sein Artikel sagt</translation>
    </message>
    <message>
      <location filename="widgets/truth/claims.py" />
      <source>This table shows</source>
      <translation>Diese Tabelle zeigt</translation>
    </message>
    <message>
      <location filename="widgets/truth/claims.py" />
      <source>what the papers say</source>
      <translation>was die Artikel sagen</translation>
    </message>
    <message>
      <location filename="widgets/truth/model.py" />
      <source>Sliders</source>
      <translation>Regler</translation>
    </message>
    <message>
      <location filename="widgets/truth/model.py" />
      <source>How many directions it found</source>
      <translation>Wie viele Richtungen es gefunden hat</translation>
    </message>
    <message>
      <location filename="widgets/truth/model.py" />
      <source>Seconds</source>
      <translation>Sekunden</translation>
    </message>
    <message>
      <location filename="widgets/truth/model.py" />
      <source>How long it took to find them. Less is better.</source>
      <translation>Wie lange es gebraucht hat, sie zu finden. Weniger ist besser.</translation>
    </message>
    <message>
      <location filename="widgets/truth/model.py" />
      <source>Disentanglement, from 0 to 1: how far each direction is about one factor alone. More is better.</source>
      <translation>Entflechtung, von 0 bis 1: wie weit jede Richtung nur einen einzigen Faktor betrifft. Mehr ist besser.</translation>
    </message>
    <message>
      <location filename="widgets/truth/model.py" />
      <source>Mutual information gap, from 0 to 1: how far each factor lies in one direction alone. More is better.</source>
      <translation>Lücke der Transinformation, von 0 bis 1: wie weit jeder Faktor in einer einzigen Richtung liegt. Mehr ist besser.</translation>
    </message>
    <message>
      <location filename="widgets/truth/model.py" />
      <source>{title}: nothing that it found moves {name}</source>
      <translation>{title}: Nichts, was es fand, bewegt {name}</translation>
    </message>
    <message>
      <location filename="widgets/truth/model.py" />
      <source>{words}, the best</source>
      <translation>{words}, das Beste</translation>
    </message>
    <message>
      <location filename="widgets/truth/model.py" />
      <source>Its slider: {slider}</source>
      <translation>Sein Regler: {slider}</translation>
    </message>
    <message>
      <location filename="widgets/truth/model.py" />
      <source>Click: the best sliders for it side by side on this face</source>
      <translation>Klick: die besten Regler dafür nebeneinander an diesem Gesicht</translation>
    </message>
    <message>
      <location filename="widgets/truth/model.py" />
      <source>{name}. {tip}
Click to sort by it (S)</source>
      <translation>{name}. {tip}
Klicken, um danach zu sortieren (S)</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>Nothing was measured here yet. Start measures every method on the same portraits, whose factors are known.</source>
      <translation>Hier wurde noch nichts gemessen. „Start“ misst alle Verfahren an denselben Porträts, deren Faktoren bekannt sind.</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>The portraits are read first. Rows appear here as they are whole.</source>
      <translation>Zuerst werden die Porträts gelesen. Zeilen erscheinen hier, sobald sie vollständig sind.</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>Quick look</source>
      <translation>Überblick</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>Full</source>
      <translation>Vollständig</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>One seed, 16 portraits, fewer faces to learn from, and no methods that have to train: a first idea, no intervals</source>
      <translation>Eine Startzahl, 16 Porträts, weniger Gesichter zum Lernen und keine Verfahren, die trainieren müssen: ein erster Eindruck, keine Intervalle</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>Three seeds, 200 portraits and every method: numbers to rely on, with their 95 % intervals</source>
      <translation>Drei Startzahlen, 200 Porträts und alle Verfahren: verlässliche Zahlen mit ihren 95-%-Intervallen</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>a text (Markdown)</source>
      <translation>einen Text (Markdown)</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>a spreadsheet (tabs)</source>
      <translation>eine Tabellenkalkulation (Tabs)</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>how much to measure</source>
      <translation>wie viel gemessen wird</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>what to judge sliders by</source>
      <translation>wonach Regler beurteilt werden</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>Close this table</source>
      <translation>Diese Tabelle schließen</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>Back to what was measured here</source>
      <translation>Zurück zu dem, was hier gemessen wurde</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>Table</source>
      <translation>Tabelle</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>Copy the table, save it as a file, or open one that was saved</source>
      <translation>Die Tabelle kopieren, als Datei speichern oder eine gespeicherte öffnen</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>What the papers say</source>
      <translation>Was die Artikel sagen</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>What each paper claims of its method, held against this table</source>
      <translation>Was jeder Artikel von seinem Verfahren behauptet, mit dieser Tabelle verglichen</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>all methods side by side</source>
      <translation>alle Verfahren nebeneinander</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>Copy as table for {form}</source>
      <translation>Als Tabelle für {form} kopieren</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>All methods side by side</source>
      <translation>Alle Verfahren nebeneinander</translation>
    </message>
    <message>
      <location filename="widgets/truth/page.py" />
      <source>Keep the rows that are whole</source>
      <translation>Die vollständigen Zeilen behalten</translation>
    </message>
    <message>
      <location filename="widgets/truth/state.py" />
      <source>How far</source>
      <translation>Wie weit</translation>
    </message>
    <message>
      <location filename="widgets/truth/state.py" />
      <source>How far the best slider moves this, from -2 to +2, counted in sigma: its spread among all portraits. More is better.</source>
      <translation>Wie weit der beste Regler dies von -2 bis +2 bewegt, gezählt in Sigma: seiner Streuung über alle Porträts. Mehr ist besser.</translation>
    </message>
    <message>
      <location filename="widgets/truth/state.py" />
      <source>How purely</source>
      <translation>Wie rein</translation>
    </message>
    <message>
      <location filename="widgets/truth/state.py" />
      <source>How much of all that the slider changes is this. More is better.</source>
      <translation>Wie viel von allem, was der Regler ändert, dies ist. Mehr ist besser.</translation>
    </message>
    <message>
      <location filename="widgets/truth/state.py" />
      <source>How steadily</source>
      <translation>Wie stetig</translation>
    </message>
    <message>
      <location filename="widgets/truth/state.py" />
      <source>On how many of the portraits it goes one way all along the slider. More is better.</source>
      <translation>Bei wie vielen der Porträts es über den ganzen Regler in eine Richtung geht. Mehr ist besser.</translation>
    </message>
    <message>
      <location filename="widgets/truth/state.py" />
      <source>Same person</source>
      <translation>Selbe Person</translation>
    </message>
    <message>
      <location filename="widgets/truth/state.py" />
      <source>How far everything moves that says who somebody is, where the slider has moved this by one sigma. Less is better.</source>
      <translation>Wie weit sich alles bewegt, was sagt, wer jemand ist, wenn der Regler dies um ein Sigma bewegt hat. Weniger ist besser.</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>HOST is that machine's own name or address in your network; without --listen only this machine can reach it, at tls://127.0.0.1:8786. Copy ca.pem and client.pem from CERTIFICATES to a folder here and keep them as you keep a password: who has them may run anything on the workers.</source>
      <translation>HOST ist der Name oder die Adresse jenes Rechners im eigenen Netz; ohne --listen ist er nur von sich selbst aus zu erreichen, unter tls://127.0.0.1:8786. ca.pem und client.pem aus CERTIFICATES hierher in einen Ordner kopieren und hüten wie ein Passwort: Wer sie hat, kann auf den Arbeitern alles ausführen.</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>1. Once, where EigenBrush is to work:</source>
      <translation>1. Einmal, dort, wo EigenBrush arbeiten soll:</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>2. Once, certificates into a new folder:</source>
      <translation>2. Einmal, Zertifikate in einen neuen Ordner:</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>3. Start as many workers as it has GPUs, or cores:</source>
      <translation>3. So viele Arbeiter starten, wie er Grafikprozessoren oder Kerne hat:</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>Connect to workers</source>
      <translation>Mit Arbeitern verbinden</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>with ca.pem and client.pem</source>
      <translation>mit ca.pem und client.pem</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>Choose…</source>
      <translation>Wählen…</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>how it stands with the workers</source>
      <translation>wie es um die Arbeiter steht</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>Disconnect</source>
      <translation>Trennen</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>Connect</source>
      <translation>Verbinden</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>How to start workers on another machine</source>
      <translation>Wie man Arbeiter auf einem anderen Rechner startet</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>The folder that holds ca.pem and client.pem</source>
      <translation>Der Ordner, in dem ca.pem und client.pem liegen</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>go on here</source>
      <translation>hier weitermachen</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>wait for it</source>
      <translation>auf sie warten</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>Work goes on at once on this machine, and by the workers once they are back</source>
      <translation>Die Arbeit geht sofort auf diesem Rechner weiter, und bei den Arbeitern, sobald sie wieder da sind</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>Work rests until the workers are back, or until you stop it or choose to go on here</source>
      <translation>Die Arbeit ruht, bis die Arbeiter wieder da sind, sie angehalten oder hier weitergemacht wird</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>Certificates</source>
      <translation>Zertifikate</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>If the connection is lost</source>
      <translation>Bricht die Verbindung ab</translation>
    </message>
    <message>
      <location filename="widgets/workers/connect.py" />
      <source>if the connection is lost</source>
      <translation>wenn die Verbindung abbricht</translation>
    </message>
    <message>
      <location filename="widgets/workers/engine.py" />
      <source>Engine</source>
      <translation>Rechenwerk</translation>
    </message>
    <message>
      <location filename="widgets/workers/engine.py" />
      <source>workers</source>
      <translation>Arbeiter</translation>
    </message>
    <message>
      <location filename="widgets/workers/engine.py" />
      <source>Threads</source>
      <translation>Threads</translation>
    </message>
    <message>
      <location filename="widgets/workers/engine.py" />
      <source>Memory</source>
      <translation>Speicher</translation>
    </message>
    <message>
      <location filename="widgets/workers/engine.py" />
      <source>Versions</source>
      <translation>Versionen</translation>
    </message>
    <message>
      <location filename="widgets/workers/engine.py" />
      <source>This machine</source>
      <translation>Dieser Rechner</translation>
    </message>
    <message>
      <location filename="widgets/workers/engine.py" />
      <source>Workers</source>
      <translation>Arbeiter</translation>
    </message>
    <message>
      <location filename="widgets/workers/engine.py" />
      <source>Worker</source>
      <translation>Arbeiter</translation>
    </message>
    <message>
      <location filename="widgets/workers/engine.py" />
      <source>Does now</source>
      <translation>Tut gerade</translation>
    </message>
    <message>
      <location filename="widgets/workers/engine.py" />
      <source>Units done</source>
      <translation>Stücke erledigt</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>No workers are connected: all work is done on this machine.</source>
      <translation>Keine Arbeiter sind verbunden: Alle Arbeit geschieht auf diesem Rechner.</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>drawing codes</source>
      <translation>zieht Codes</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>measuring faces</source>
      <translation>misst Gesichter</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>naming directions</source>
      <translation>benennt Richtungen</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>drawing a film</source>
      <translation>zeichnet einen Film</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>looking for photos</source>
      <translation>sucht Fotos</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>a face's Jacobian</source>
      <translation>Jacobi-Matrix eines Gesichts</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>comparing methods</source>
      <translation>vergleicht Methoden</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>training</source>
      <translation>trainiert</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>{taken}, {on_device} on the GPU</source>
      <translation>{taken}, {on_device} auf dem Grafikprozessor</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>The workers at {address} are connected to once there is work for them.</source>
      <translation>Die Arbeiter unter {address} werden verbunden, sobald es Arbeit für sie gibt.</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>Connecting to {address}…</source>
      <translation>Verbinde mit {address}…</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>Connected to {address}: 1 worker.</source>
      <translation>Verbunden mit {address}: 1 Arbeiter.</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>Connected to {address}: {count} workers.</source>
      <translation>Verbunden mit {address}: {count} Arbeiter.</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>{trouble} It is tried again with the next work for them, or by Connect.</source>
      <translation>{trouble} Mit der nächsten Arbeit für sie wird es wieder versucht, oder durch Verbinden.</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>connecting to workers…</source>
      <translation>verbinde mit Arbeitern…</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>no workers</source>
      <translation>keine Arbeiter</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>{mega:.0f} MB</source>
      <translation>{mega:.0f} MB</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>{giga:.1f} GB</source>
      <translation>{giga:.1f} GB</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>1 worker</source>
      <translation>1 Arbeiter</translation>
    </message>
    <message>
      <location filename="widgets/workers/words.py" />
      <source>{count} workers</source>
      <translation>{count} Arbeiter</translation>
    </message>
    <message>
      <location filename="engine/attributes/general.py" />
      <source>the networks see no faces here, so {of_faces} may mean nothing</source>
      <translation>die Netze sehen hier keine Gesichter, darum bedeutet dies vielleicht nichts: {of_faces}</translation>
    </message>
    <message>
      <location filename="engine/attributes/measures.py" />
      <source>Yaw, turned to the right</source>
      <translation>Drehung nach rechts</translation>
    </message>
    <message>
      <location filename="engine/attributes/measures.py" />
      <source>Pitch, looking up</source>
      <translation>Blick nach oben</translation>
    </message>
    <message>
      <location filename="engine/attributes/measures.py" />
      <source>Roll, leaning to the right</source>
      <translation>Neigung nach rechts</translation>
    </message>
    <message>
      <location filename="engine/attributes/measures.py" />
      <source>Smile</source>
      <translation>Lächeln</translation>
    </message>
    <message>
      <location filename="engine/attributes/measures.py" />
      <source>Brightness</source>
      <translation>Helligkeit</translation>
    </message>
    <message>
      <location filename="engine/attributes/measures.py" />
      <source>Hue, from cold to warm</source>
      <translation>Farbton, von kalt nach warm</translation>
    </message>
    <message>
      <location filename="engine/attributes/measures.py" />
      <source>Saturation</source>
      <translation>Sättigung</translation>
    </message>
    <message>
      <location filename="engine/attributes/measures.py" />
      <source>Sharpness</source>
      <translation>Schärfe</translation>
    </message>
    <message>
      <location filename="engine/attributes/measures.py" />
      <source>Symmetry of left and right</source>
      <translation>Symmetrie von links und rechts</translation>
    </message>
    <message>
      <location filename="engine/attributes/measures.py" />
      <source>Age (weak network estimate)</source>
      <translation>Alter (schwache Schätzung eines Netzes)</translation>
    </message>
    <message>
      <location filename="engine/attributes/measures.py" />
      <source>Gender, female to male (weak network estimate)</source>
      <translation>Geschlecht, weiblich bis männlich (schwache Schätzung eines Netzes)</translation>
    </message>
    <message>
      <location filename="engine/attributes/measures.py" />
      <source>Attributes are measured on colour pictures (N, 3, H, W) of at least {smallest} x {smallest} pixels, not on {tuple}; give such pictures.</source>
      <translation>Merkmale werden an Farbbildern (N, 3, H, W) von mindestens {smallest} x {smallest} Pixeln gemessen, nicht an {tuple}; geben Sie solche Bilder an.</translation>
    </message>
    <message>
      <location filename="engine/attributes/measures.py" />
      <source>There is no attribute {name}; there are {attributes}.</source>
      <translation>Es gibt kein Merkmal {name}; es gibt {attributes}.</translation>
    </message>
    <message>
      <location filename="engine/attributes/portraits/facts.py" />
      <source>{name} is no reader of portraits{why}. Make one with `eigenbrush train reader`.</source>
      <translation>{name} ist kein Leser von Porträts{why}. Erstellen Sie einen mit `eigenbrush train reader`.</translation>
    </message>
    <message>
      <location filename="engine/attributes/portraits/measures.py" />
      <source>these pictures are farther from the portraits that the reader learned from than {far:.0%} of those, so {read} may be misread</source>
      <translation>diese Bilder liegen weiter von den Porträts entfernt, an denen der Leser gelernt hat, als {far:.0%} von jenen, darum ist dies vielleicht falsch gelesen: {read}</translation>
    </message>
    <message>
      <location filename="engine/attributes/portraits/reader.py" />
      <source>{path} is missing from this installation. Install EigenBrush again.</source>
      <translation>{path} fehlt in dieser Installation. Installieren Sie EigenBrush neu.</translation>
    </message>
    <message>
      <location filename="engine/boundaries/boundary.py" />
      <source>leaving one out at a time</source>
      <translation>je eines ausgelassen</translation>
    </message>
    <message>
      <location filename="engine/boundaries/boundary.py" />
      <source>at least {enough} faces with yes and {enough} with no; there are {yes} and {no}.</source>
      <translation>mindestens {enough} Gesichter mit Ja und {enough} mit Nein; es sind {yes} und {no}.</translation>
    </message>
    <message>
      <location filename="engine/boundaries/boundary.py" />
      <source>in {parts} parts</source>
      <translation>in {parts} Teilen</translation>
    </message>
    <message>
      <location filename="engine/boundaries/boundary.py" />
      <source>looking for faces</source>
      <translation>Gesichter suchen</translation>
    </message>
    <message>
      <location filename="engine/boundaries/boundary.py" />
      <source>faces near the boundary, and far from it</source>
      <translation>Gesichter nahe der Grenze und fern von ihr</translation>
    </message>
    <message>
      <location filename="engine/boundaries/boundary.py" />
      <source>{title} was measured on {order_count} faces, and {share:.0%} of them are {count}, too few to learn from; take more samples or a larger share.</source>
      <translation>{title} wurde an {order_count} Gesichtern gemessen, und {share:.0%} davon sind {count}, zu wenige zum Lernen; nehmen Sie mehr Stichproben oder einen größeren Anteil.</translation>
    </message>
    <message>
      <location filename="engine/boundaries/boundary.py" />
      <source>{title} is the same in (nearly) all of {order_count} faces, so there is no boundary to learn; choose another attribute.</source>
      <translation>{title} ist in (fast) allen {order_count} Gesichtern gleich, es gibt also keine Grenze zu lernen; wählen Sie ein anderes Merkmal.</translation>
    </message>
    <message>
      <location filename="engine/boundaries/boundary.py" />
      <source>Judge {few}</source>
      <translation>Beurteilen Sie {few}</translation>
    </message>
    <message>
      <location filename="engine/boundaries/boundary.py" />
      <source>faces at random</source>
      <translation>zufällige Gesichter</translation>
    </message>
    <message>
      <location filename="engine/boundaries/boundary.py" />
      <source>codes of judged faces</source>
      <translation>Codes der beurteilten Gesichter</translation>
    </message>
    <message>
      <location filename="engine/boundaries/labels.py" />
      <source>{name} has no row with a seed and a yes, a no or a number; add some.</source>
      <translation>{name} hat keine Zeile mit einer Startzahl und einem Ja, einem Nein oder einer Zahl; fügen Sie welche hinzu.</translation>
    </message>
    <message>
      <location filename="engine/boundaries/labels.py" />
      <source>All faces in {name} are on one side; a boundary needs yes and no. Add others.</source>
      <translation>Alle Gesichter in {name} liegen auf einer Seite; eine Grenze braucht Ja und Nein. Fügen Sie andere hinzu.</translation>
    </message>
    <message>
      <location filename="engine/boundaries/labels.py" />
      <source>{name} needs a first line that names its columns: seed, and one such as label.</source>
      <translation>{name} braucht eine erste Zeile, die ihre Spalten benennt: seed und eine wie label.</translation>
    </message>
    <message>
      <location filename="engine/boundaries/labels.py" />
      <source>zero bytes are no text</source>
      <translation>Null-Bytes sind kein Text</translation>
    </message>
    <message>
      <location filename="engine/boundaries/labels.py" />
      <source>{path} cannot be opened: {strerror}.</source>
      <translation>{path} lässt sich nicht öffnen: {strerror}.</translation>
    </message>
    <message>
      <location filename="engine/boundaries/labels.py" />
      <source>{name} is not a table in plain text; save it as CSV (UTF-8).</source>
      <translation>{name} ist keine Tabelle in reinem Text; speichern Sie sie als CSV (UTF-8).</translation>
    </message>
    <message>
      <location filename="engine/boundaries/labels.py" />
      <source>{name} has more than {rows:,} rows, so it was not read; choose a shorter table.</source>
      <translation>{name} hat mehr als {rows:,} Zeilen und wurde darum nicht gelesen; wählen Sie eine kürzere Tabelle.</translation>
    </message>
    <message>
      <location filename="engine/boundaries/population.py" />
      <source>measuring faces, {done} of {samples}</source>
      <translation>Gesichter messen, {done} von {samples}</translation>
    </message>
    <message>
      <location filename="engine/boundaries/population.py" />
      <source>codes of class 0</source>
      <translation>Codes der Klasse 0</translation>
    </message>
    <message>
      <location filename="engine/boundaries/population.py" />
      <source>Identity is the same in all of these pictures, so there is nothing to keep; leave it out.</source>
      <translation>Die Identität ist in allen diesen Bildern gleich, es gibt also nichts zu bewahren; lassen Sie sie weg.</translation>
    </message>
    <message>
      <location filename="engine/boundaries/population.py" />
      <source>these faces were drawn before</source>
      <translation>diese Gesichter wurden schon gezeichnet</translation>
    </message>
    <message>
      <location filename="engine/boundaries/svm.py" />
      <source>A boundary needs finite codes and labels of -1 and +1; look for what produced others.</source>
      <translation>Eine Grenze braucht endliche Codes und Kennzeichen -1 und +1; suchen Sie, woher die anderen kamen.</translation>
    </message>
    <message>
      <location filename="engine/boundaries/svm.py" />
      <source>A boundary needs faces on both sides; all of these are on one. Judge or score more faces.</source>
      <translation>Eine Grenze braucht Gesichter auf beiden Seiten; alle diese liegen auf einer. Beurteilen oder bewerten Sie mehr Gesichter.</translation>
    </message>
    <message>
      <location filename="engine/boundaries/svm.py" />
      <source>Both sides of the boundary hold the same faces, so there is none; judge or score others.</source>
      <translation>Auf beiden Seiten der Grenze liegen dieselben Gesichter, es gibt also keine; beurteilen oder bewerten Sie andere.</translation>
    </message>
    <message>
      <location filename="engine/boundaries/svm.py" />
      <source>finding the boundary</source>
      <translation>Grenze suchen</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/cache.py" />
      <source>a file that was not written here</source>
      <translation>eine Datei, die nicht hier geschrieben wurde</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/checkpoint.py" />
      <source>{name} holds no weights; choose the file in which the generator was saved.</source>
      <translation>{name} enthält keine Gewichte; wählen Sie die Datei, in der der Generator gespeichert wurde.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/checkpoint.py" />
      <source>{name} holds {shown} in a form that generators do not use; save it as float32.</source>
      <translation>{name} enthält {shown} in einer Form, die Generatoren nicht verwenden; speichern Sie sie als float32.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/checkpoint.py" />
      <source>{name} claims more numbers than it has room for; download or save it again.</source>
      <translation>{name} gibt mehr Zahlen an, als Platz darin ist; laden oder speichern Sie die Datei noch einmal.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/checkpoint.py" />
      <source>{name} holds numbers that are not finite (in {shown}), so it can draw nothing; use an earlier checkpoint, or download it again.</source>
      <translation>{name} enthält Zahlen, die nicht endlich sind (in {shown}), und kann darum nichts zeichnen; nehmen Sie einen früheren Checkpoint oder laden Sie die Datei noch einmal herunter.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/checkpoint.py" />
      <source>reading the weights</source>
      <translation>Gewichte lesen</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/choose.py" />
      <source>its networks have more parts than any network has</source>
      <translation>ihre Netze haben mehr Teile, als irgendein Netz hat</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/choose.py" />
      <source>its networks are not built as networks are</source>
      <translation>ihre Netze sind nicht gebaut, wie Netze es sind</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/choose.py" />
      <source>its networks are nested in a way that no network is</source>
      <translation>ihre Netze sind so verschachtelt, wie es kein Netz ist</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/choose.py" />
      <source>its networks have parts without proper names</source>
      <translation>ihre Netze haben Teile ohne richtige Namen</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/convert.py" />
      <source>Use the file as it is.</source>
      <translation>Verwenden Sie die Datei, wie sie ist.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/folder.py" />
      <source>{name} is a folder; choose the file of weights inside it.</source>
      <translation>{name} ist ein Ordner; wählen Sie die Datei mit den Gewichten darin.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/folder.py" />
      <source>{name} beside {name2} holds no settings; repair it, or move it away.</source>
      <translation>{name} neben {name2} enthält keine Einstellungen; reparieren Sie die Datei oder legen Sie sie woandershin.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/foreign.py" />
      <source>is a saved web page, not the file behind it; open the page in a browser and use its button for downloading.</source>
      <translation>ist eine gespeicherte Webseite, nicht die Datei dahinter; öffnen Sie die Seite in einem Browser und benutzen Sie die Schaltfläche zum Herunterladen.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/foreign.py" />
      <source>is an ONNX network, which holds a finished program and not a generator's weights by name; ask its author for the checkpoint that it was made from.</source>
      <translation>ist ein ONNX-Netz, das ein fertiges Programm enthält und nicht die Gewichte eines Generators mit Namen; bitten Sie den Urheber um den Checkpoint, aus dem es gemacht wurde.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/foreign.py" />
      <source>is a graph or checkpoint of TensorFlow's, which do not open here; a .pkl of NVIDIA's networks, or the same network in PyTorch, does.</source>
      <translation>ist ein Graph oder Checkpoint von TensorFlow, und die lassen sich hier nicht öffnen; eine .pkl mit Netzen von NVIDIA oder dasselbe Netz in PyTorch schon.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/foreign.py" />
      <source>is only a pointer of Git LFS, a note of where the real file lies; run "git lfs pull" in its folder, or download the file itself from the project's page.</source>
      <translation>ist nur ein Verweis von Git LFS, eine Notiz, wo die eigentliche Datei liegt; führen Sie „git lfs pull“ in ihrem Ordner aus, oder laden Sie die Datei selbst von der Seite des Projekts herunter.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/foreign.py" />
      <source>is an HDF5 file (.h5), as Keras and TensorFlow write them, which do not open here; a network trained or converted in PyTorch does.</source>
      <translation>ist eine HDF5-Datei (.h5), wie Keras und TensorFlow sie schreiben, und die lassen sich hier nicht öffnen; ein in PyTorch trainiertes oder dorthin umgewandeltes Netz schon.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/foreign.py" />
      <source>is packed (7z); unpack it and choose the file of weights inside.</source>
      <translation>ist gepackt (7z); entpacken Sie die Datei und wählen Sie die mit den Gewichten darin.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/foreign.py" />
      <source>is packed (rar); unpack it and choose the file of weights inside.</source>
      <translation>ist gepackt (rar); entpacken Sie die Datei und wählen Sie die mit den Gewichten darin.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/foreign.py" />
      <source>is packed (xz); unpack it and choose the file of weights inside.</source>
      <translation>ist gepackt (xz); entpacken Sie die Datei und wählen Sie die mit den Gewichten darin.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/foreign.py" />
      <source>is packed (bzip2); unpack it and choose the file of weights inside.</source>
      <translation>ist gepackt (bzip2); entpacken Sie die Datei und wählen Sie die mit den Gewichten darin.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/foreign.py" />
      <source>is packed (zstd); unpack it and choose the file of weights inside.</source>
      <translation>ist gepackt (zstd); entpacken Sie die Datei und wählen Sie die mit den Gewichten darin.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/npz.py" />
      <source>it is written in a way that is not known here</source>
      <translation>sie ist auf eine Weise geschrieben, die hier nicht bekannt ist</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/npz.py" />
      <source>it claims more numbers than it has room for</source>
      <translation>sie gibt mehr Zahlen an, als Platz darin ist</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/npz.py" />
      <source>{name} was not opened: {locked}; save it without one first.</source>
      <translation>{name} wurde nicht geöffnet: {locked}; speichern Sie die Datei erst ohne Passwort.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/npz.py" />
      <source>{name} claims to hold more than its own size; download or copy it again.</source>
      <translation>{name} gibt vor, mehr zu enthalten, als die Datei groß ist; laden oder kopieren Sie sie noch einmal.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/packed.py" />
      <source>{name} was not opened: {locked}; unpack it and choose the file of weights inside.</source>
      <translation>{name} wurde nicht geöffnet: {locked}; entpacken Sie die Datei und wählen Sie die mit den Gewichten darin.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/packed.py" />
      <source>{name} holds several files of weights ({some}); unpack it and choose one.</source>
      <translation>{name} enthält mehrere Dateien mit Gewichten ({some}); entpacken Sie die Datei und wählen Sie eine davon.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/packed.py" />
      <source>{name} is damaged or incomplete{why}; download or copy it again.</source>
      <translation>{name} ist beschädigt oder unvollständig{why}; laden oder kopieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/packed.py" />
      <source>unpacking the file</source>
      <translation>Datei entpacken</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/tensorflow.py" />
      <source>its first variable is {first}</source>
      <translation>ihre erste Variable ist {first}</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/tensorflow.py" />
      <source>{name} holds a network of TensorFlow's time that is no StyleGAN2, StyleGAN or progressive GAN as they were published ({why}); a network trained again in PyTorch opens.</source>
      <translation>{name} enthält ein Netz aus der Zeit von TensorFlow, das kein StyleGAN2, StyleGAN oder progressives GAN in der veröffentlichten Form ist ({why}); ein in PyTorch neu trainiertes Netz lässt sich öffnen.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/tensorflow.py" />
      <source>its setting {argument} is {value}</source>
      <translation>die Einstellung {argument} ist {value}</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/tensorflow.py" />
      <source>{key} is missing</source>
      <translation>{key} fehlt</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/forms/tensorflow.py" />
      <source>its variables have other shapes than such networks have</source>
      <translation>ihre Variablen haben andere Formen als bei solchen Netzen</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/constructors.py" />
      <source>its pickle calls something that is no name</source>
      <translation>ihr Pickle ruft etwas auf, das kein Name ist</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/constructors.py" />
      <source>its pickle holds no bytes where there should be some</source>
      <translation>ihr Pickle enthält keine Bytes, wo welche sein sollten</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/constructors.py" />
      <source>it describes its networks in a way that is not known here</source>
      <translation>sie beschreibt ihre Netze auf eine Weise, die hier nicht bekannt ist</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/constructors.py" />
      <source>its shapes are not shapes</source>
      <translation>ihre Formen sind keine Formen</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/constructors.py" />
      <source>it holds a number of the wrong size</source>
      <translation>sie enthält eine Zahl von falscher Größe</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/constructors.py" />
      <source>its pickle describes a tensor wrongly</source>
      <translation>ihr Pickle beschreibt einen Tensor falsch</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/constructors.py" />
      <source>its pickle makes a dict of something else</source>
      <translation>ihr Pickle macht ein dict aus etwas anderem</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/constructors.py" />
      <source>its pickle encodes what is no text</source>
      <translation>ihr Pickle kodiert, was kein Text ist</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/lazy.py" />
      <source>its tensors reach beyond their numbers</source>
      <translation>ihre Tensoren reichen über ihre Zahlen hinaus</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/lazy.py" />
      <source>some of its numbers are missing</source>
      <translation>einige ihrer Zahlen fehlen</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/machine.py" />
      <source>it asks for more work than any checkpoint needs</source>
      <translation>sie verlangt mehr Arbeit, als irgendein Checkpoint braucht</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/machine.py" />
      <source>it ends before its contents do</source>
      <translation>sie endet vor ihrem Inhalt</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/machine.py" />
      <source>it holds a text longer than any checkpoint has</source>
      <translation>sie enthält einen längeren Text, als irgendein Checkpoint hat</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/machine.py" />
      <source>it holds a number larger than any checkpoint has</source>
      <translation>sie enthält eine größere Zahl, als irgendein Checkpoint hat</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/machine.py" />
      <source>its pickle takes what it has not made</source>
      <translation>ihr Pickle nimmt, was er nicht gemacht hat</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/machine.py" />
      <source>its pickle names something by what is no text</source>
      <translation>ihr Pickle benennt etwas mit etwas, das kein Text ist</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/machine.py" />
      <source>its pickle names something of no sensible length</source>
      <translation>ihr Pickle nennt etwas von unsinniger Länge</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/machine.py" />
      <source>its pickle asks for a part that is not there</source>
      <translation>ihr Pickle verlangt einen Teil, der nicht da ist</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/machine.py" />
      <source>its pickle holds instructions that no checkpoint needs</source>
      <translation>ihr Pickle enthält Anweisungen, die kein Checkpoint braucht</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/tensors.py" />
      <source>is no file that torch saved; choose another.</source>
      <translation>ist keine Datei, die torch gespeichert hat; wählen Sie eine andere.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/torch_file.py" />
      <source>{name} was not opened: {locked}; unpack it and save it without one first.</source>
      <translation>{name} wurde nicht geöffnet: {locked}; entpacken Sie die Datei erst und speichern Sie sie ohne Passwort.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/torch_file.py" />
      <source>{name} is a compressed zip, which torch does not write; unpack it first.</source>
      <translation>{name} ist ein komprimiertes Zip, wie torch es nicht schreibt; entpacken Sie es erst.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/torch_file.py" />
      <source>its table of contents contradicts itself</source>
      <translation>ihr Inhaltsverzeichnis widerspricht sich selbst</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/torch_file.py" />
      <source>it was written on a machine with another order of bytes</source>
      <translation>sie wurde auf einem Rechner mit anderer Byte-Reihenfolge geschrieben</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/torch_file.py" />
      <source>its pickle is longer than any checkpoint's</source>
      <translation>ihr Pickle ist länger als der irgendeines Checkpoints</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/torch_file.py" />
      <source>its table of contents points to nothing</source>
      <translation>ihr Inhaltsverzeichnis zeigt ins Leere</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/pickles/torch_file.py" />
      <source>some of its bytes have changed since it was written</source>
      <translation>einige ihrer Bytes haben sich geändert, seit sie geschrieben wurde</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>is a Python pickle without weights by name, so there is nothing to open in it; choose the file in which the generator was saved, or ask its author for a state_dict.</source>
      <translation>ist ein Python-Pickle ohne Gewichte mit Namen, darum gibt es darin nichts zu öffnen; wählen Sie die Datei, in der der Generator gespeichert wurde, oder bitten Sie den Urheber um ein state_dict.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>holds the state of an optimizer, which training goes on from, and no network; choose the weights beside it.</source>
      <translation>enthält den Zustand eines Optimierers, mit dem ein Training weitergeht, und kein Netz; wählen Sie die Gewichte daneben.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>is a TorchScript program, not plain weights; save the generator's state_dict instead.</source>
      <translation>ist ein TorchScript-Programm, nicht bloße Gewichte; speichern Sie stattdessen das state_dict des Generators.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>is a tar archive; unpack it and choose the file of weights inside.</source>
      <translation>ist ein tar-Archiv; entpacken Sie es und wählen Sie die Datei mit den Gewichten darin.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>a saved session</source>
      <translation>eine gespeicherte Sitzung</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>a picture with a recipe</source>
      <translation>ein Bild mit Rezept</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>an unknown kind of file</source>
      <translation>eine Datei unbekannter Art</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>saved with {expected}, found {sha256}</source>
      <translation>gespeichert mit {expected}, gefunden {sha256}</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>{name} is empty; download or copy it again.</source>
      <translation>{name} ist leer; laden oder kopieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>{name} is {seen}, not a checkpoint; choose a safetensors file or one saved by torch.</source>
      <translation>{name} ist {seen}, kein Checkpoint; wählen Sie eine safetensors-Datei oder eine, die torch gespeichert hat.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>checking the weights</source>
      <translation>Gewichte prüfen</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>{name} does not fit into memory; close other programs first.</source>
      <translation>{name} passt nicht in den Speicher; schließen Sie erst andere Programme.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>{name} asks for more of TensorFlow's time than networks ({error}), which is never run here; ask its author for the weights alone.</source>
      <translation>{name} verlangt mehr aus der Zeit von TensorFlow als Netze ({error}), und das wird hier nie ausgeführt; bitten Sie den Urheber um die Gewichte allein.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>{name} was not opened, because it holds more than weights (it asks for {error}) and nothing from a file is ever run here; ask its author for a state_dict or a safetensors file.</source>
      <translation>{name} wurde nicht geöffnet, weil darin mehr als Gewichte sind (verlangt wird {error}) und hier nie etwas aus einer Datei ausgeführt wird; bitten Sie den Urheber um ein state_dict oder eine safetensors-Datei.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>reading the file</source>
      <translation>Datei lesen</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/reading.py" />
      <source>reading what the file holds</source>
      <translation>lesen, was die Datei enthält</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>Faces, DCGAN</source>
      <translation>Gesichter, DCGAN</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>64 px faces; the teacher of the generators that come with EigenBrush.</source>
      <translation>Gesichter mit 64 px; der Lehrer der Generatoren, die mit EigenBrush kommen.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>Painted eyes, conditional DCGAN</source>
      <translation>Gemalte Augen, bedingtes DCGAN</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>128 px eyes as painters saw them, in several classes.</source>
      <translation>Augen mit 128 px, wie Maler sie sahen, in mehreren Klassen.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>There is no model {name}; there are {name2}.</source>
      <translation>Es gibt kein Modell {name}; es gibt {name2}.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>asking pip for {package}</source>
      <translation>{package} bei pip anfragen</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>{package} holds another {name} than the one that was checked, so it was left out; look for a newer EigenBrush.</source>
      <translation>{package} enthält ein anderes {name} als das geprüfte, darum wurde es weggelassen; suchen Sie nach einem neueren EigenBrush.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>checked by SHA-256</source>
      <translation>geprüft mit SHA-256</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>no reason given</source>
      <translation>kein Grund angegeben</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>pip is not installed</source>
      <translation>pip ist nicht installiert</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>{package} could not be fetched ({why}); check the connection and try again.</source>
      <translation>{package} konnte nicht geholt werden ({why}); prüfen Sie die Verbindung und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>{package} came without {file}; look for a newer EigenBrush.</source>
      <translation>{package} kam ohne {file}; suchen Sie nach einem neueren EigenBrush.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>downloading {megabytes} MB</source>
      <translation>{megabytes} MB herunterladen</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>{package} was not opened: {locked}; look for a newer EigenBrush.</source>
      <translation>Die Datei von {package} wurde nicht geöffnet: {locked}; suchen Sie nach einem neueren EigenBrush.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/registry.py" />
      <source>{package} holds more than a model; it was left out.</source>
      <translation>{package} enthält mehr als ein Modell; es wurde weggelassen.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/safetensors_file.py" />
      <source>its length is not what its header promises</source>
      <translation>ihre Länge ist nicht die, die ihr Kopf angibt</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/safetensors_file.py" />
      <source>it ends before its header does</source>
      <translation>sie endet vor ihrem Kopf</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/safetensors_file.py" />
      <source>it claims a header larger than any checkpoint has</source>
      <translation>sie gibt einen größeren Kopf an, als irgendein Checkpoint hat</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/safetensors_file.py" />
      <source>its header points outside the file</source>
      <translation>ihr Kopf zeigt aus der Datei hinaus</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/safetensors_file.py" />
      <source>its header's shapes and sizes contradict each other</source>
      <translation>die Formen und Größen in ihrem Kopf widersprechen einander</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/safetensors_file.py" />
      <source>{name} is damaged: {why}; download or copy it again.</source>
      <translation>{name} ist beschädigt: {why}; laden oder kopieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/safetensors_file.py" />
      <source>its header is not valid</source>
      <translation>ihr Kopf ist ungültig</translation>
    </message>
    <message>
      <location filename="engine/checkpoints/sniff.py" />
      <source>{path} is a web address, and EigenBrush opens files only; download it in a browser and drop the file here.</source>
      <translation>{path} ist eine Webadresse, und EigenBrush öffnet nur Dateien; laden Sie sie in einem Browser herunter und ziehen Sie die Datei hierher.</translation>
    </message>
    <message>
      <location filename="engine/codes/arrays.py" />
      <source>one number</source>
      <translation>eine einzige Zahl</translation>
    </message>
    <message>
      <location filename="engine/codes/compression.py" />
      <source>What is usual differs with the class here, and is not known of each class.</source>
      <translation>Was gewöhnlich ist, hängt hier von der Klasse ab und ist nicht für jede Klasse bekannt.</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>a file of codes</source>
      <translation>Datei mit Codes</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>Choose projected_w.npz, or an .npy, .pt or .safetensors of codes.</source>
      <translation>Wählen Sie projected_w.npz oder eine .npy, .pt oder .safetensors mit Codes.</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>{name} holds a code of {by_shape}, not directions: it says where a picture is, not where to move it. Open it as a code.</source>
      <translation>{name} enthält einen Code von {by_shape}, keine Richtungen: Er sagt, wo ein Bild ist, nicht, wohin man es bewegt. Öffnen Sie die Datei als Code.</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>{name} may be a picture's code of {size} or a direction: drop it on the window, which asks which.</source>
      <translation>{name} kann der Code eines Bildes mit {size} oder eine Richtung sein: Ziehen Sie die Datei auf das Fenster, das dann fragt, was davon.</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>{name} may be a picture's code of {size} or a direction: give it with --code if it is a picture, or add --as-directions if it says where to move.</source>
      <translation>{name} kann der Code eines Bildes mit {size} oder eine Richtung sein: Geben Sie die Datei mit --code an, wenn es ein Bild ist, oder fügen Sie --as-directions hinzu, wenn darin steht, wohin bewegt werden soll.</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>{name} is {what} and holds no codes. {no_code}</source>
      <translation>{name} ist {what} und enthält keine Codes. {no_code}</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>Codes are written as .npz, .npy or .safetensors, not as {ending}; pickles such as .pt can run code when opened. Choose another ending.</source>
      <translation>Codes werden als .npz, .npy oder .safetensors geschrieben, nicht als {ending}; Pickles wie .pt können beim Öffnen Code ausführen. Wählen Sie eine andere Endung.</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>NVIDIA's .npz holds the layers of a w, which this generator's code is not. Save it as .npy or .safetensors.</source>
      <translation>NVIDIAs .npz enthält die Schichten eines w, und das ist der Code dieses Generators nicht. Speichern Sie ihn als .npy oder .safetensors.</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>{name} holds directions, not codes: they say where to move a picture. Open it as directions.</source>
      <translation>{name} enthält Richtungen, keine Codes: Sie sagen, wohin ein Bild bewegt werden soll. Öffnen Sie die Datei als Richtungen.</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>{name} holds no codes under a name that is known ({held}). {no_code}</source>
      <translation>{name} enthält keine Codes unter einem bekannten Namen ({held}). {no_code}</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>{name} does not fit: it holds a code of {by_shape}; this generator takes {taken}. Open the generator that it was made for.</source>
      <translation>{name} passt nicht: Die Datei enthält einen Code von {by_shape}; dieser Generator nimmt {taken}. Öffnen Sie den Generator, für den sie gemacht wurde.</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>{name} holds no codes. {no_code}</source>
      <translation>{name} enthält keine Codes. {no_code}</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>{name} cannot be used: its codes hold numbers that are not finite. Make it again.</source>
      <translation>{name} lässt sich nicht verwenden: Die Codes darin enthalten Zahlen, die nicht endlich sind. Erstellen Sie die Datei neu.</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>Made with another generator ({title}): it fits by shape and is tried here.</source>
      <translation>Mit einem anderen Generator ({title}) gemacht: Der Form nach passt es und wird hier ausprobiert.</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>Its class or transform is not taken along: choose it anew.</source>
      <translation>Klasse oder Transformation werden nicht übernommen: Wählen Sie sie neu.</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>{name} does not fit: it holds a code of {sizes}; this generator takes {sizes2}. Open {title}.</source>
      <translation>{name} passt nicht: Die Datei enthält einen Code von {sizes}; dieser Generator nimmt {sizes2}. Öffnen Sie {title}.</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>a bare name</source>
      <translation>bloßer Name</translation>
    </message>
    <message>
      <location filename="engine/codes/files.py" />
      <source>the generator that it was made for</source>
      <translation>den Generator, für den sie gemacht wurde</translation>
    </message>
    <message>
      <location filename="engine/codes/held.py" />
      <source>a network's weights</source>
      <translation>eine Datei mit Gewichten eines Netzes</translation>
    </message>
    <message>
      <location filename="engine/codes/held.py" />
      <source>a pickle of other things</source>
      <translation>ein Pickle mit anderem Inhalt</translation>
    </message>
    <message>
      <location filename="engine/codes/held.py" />
      <source>codes</source>
      <translation>eine Datei mit Codes</translation>
    </message>
    <message>
      <location filename="engine/codes/held.py" />
      <source>a picture</source>
      <translation>ein Bild</translation>
    </message>
    <message>
      <location filename="engine/codes/held.py" />
      <source>directions</source>
      <translation>eine Datei mit Richtungen</translation>
    </message>
    <message>
      <location filename="engine/codes/held.py" />
      <source>a folder</source>
      <translation>ein Ordner</translation>
    </message>
    <message>
      <location filename="engine/codes/held.py" />
      <source>{name} was not opened: {error}. Choose another file.</source>
      <translation>{name} wurde nicht geöffnet: {error}. Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
      <location filename="engine/codes/independent.py" />
      <source>turning to independent components</source>
      <translation>zu unabhängigen Komponenten drehen</translation>
    </message>
    <message>
      <location filename="engine/codes/prior.py" />
      <source>measuring the codes</source>
      <translation>Codes messen</translation>
    </message>
    <message>
      <location filename="engine/codes/samples.py" />
      <source>measuring codes</source>
      <translation>Codes messen</translation>
    </message>
    <message>
      <location filename="engine/codes/statistics.py" />
      <source>finding components</source>
      <translation>Komponenten suchen</translation>
    </message>
    <message>
      <location filename="engine/codes/subspace.py" />
      <source>layers must be all, one layer or a range within 1-{count}, such as 1-{value}; {layers} is not.</source>
      <translation>layers muss all, eine Schicht oder ein Bereich innerhalb von 1-{count} sein, etwa 1-{value}; {layers} ist es nicht.</translation>
    </message>
    <message>
      <location filename="engine/codes/subspace.py" />
      <source>This generator's code has no latent slots of one length to move together.</source>
      <translation>Der Code dieses Generators hat keine latenten Plätze von gleicher Länge, die sich gemeinsam bewegen ließen.</translation>
    </message>
    <message>
      <location filename="engine/codes/usual.py" />
      <source>measuring what is usual</source>
      <translation>messen, was gewöhnlich ist</translation>
    </message>
    <message>
      <location filename="engine/comparison/baseline.py" />
      <source>how many directions</source>
      <translation>wie viele Richtungen</translation>
    </message>
    <message>
      <location filename="engine/comparison/baseline.py" />
      <source>random {i}</source>
      <translation>zufällig {i}</translation>
    </message>
    <message>
      <location filename="engine/comparison/baseline.py" />
      <source>drawn, not found</source>
      <translation>gezogen, nicht gefunden</translation>
    </message>
    <message>
      <location filename="engine/comparison/comparing.py" />
      <source>Methods are compared on at least {fewest} samples, 2 portraits and 1 seed.</source>
      <translation>Verfahren werden an mindestens {fewest} Stichproben, 2 Porträts und 1 Startzahl verglichen.</translation>
    </message>
    <message>
      <location filename="engine/comparison/once.py" />
      <source>regressing factors on places</source>
      <translation>Faktoren aus Orten berechnen</translation>
    </message>
    <message>
      <location filename="engine/comparison/once.py" />
      <source>reading portraits</source>
      <translation>Porträts lesen</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/asking.py" />
      <source>the range of faces</source>
      <translation>die Spanne der Gesichter</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/decoding.py" />
      <source>drawing what it learns from</source>
      <translation>zeichnet, woraus es lernt</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/inverting.py" />
      <source>drawing codes in</source>
      <translation>zieht Codes ein</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/regions.py" />
      <source>None of the directions changes the region enough to be compared.</source>
      <translation>Keine der Richtungen ändert den Bereich genug, um verglichen zu werden.</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/regions.py" />
      <source>None of the factors read here has a place in the picture; there should be {places}.</source>
      <translation>Keiner der hier gelesenen Faktoren hat einen Ort im Bild; es sollte {places} geben.</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/regions.py" />
      <source>where factors are read</source>
      <translation>wo Faktoren gelesen werden</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/regions.py" />
      <source>equal change</source>
      <translation>gleiche Änderung</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/regions.py" />
      <source>holding the person</source>
      <translation>die Person wird festgehalten</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/table.py" />
      <source>REDs, the person held (Balakrishnan et al. 2022)</source>
      <translation>REDs, die Person festgehalten (Balakrishnan et al. 2022)</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/table.py" />
      <source>Gaussianized latent space (Wulff and Torralba 2020)</source>
      <translation>Gaußscher latenter Raum (Wulff und Torralba 2020)</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/table.py" />
      <source>GLO (Bojanowski et al. 2018)</source>
      <translation>GLO (Bojanowski et al. 2018)</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/table.py" />
      <source>outside, identity</source>
      <translation>außen, Identität</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/telling.py" />
      <source>Directions were not told apart after {steps} steps, so nothing can be compared; give more minutes.</source>
      <translation>Richtungen wurden nach {steps} Schritten nicht auseinandergehalten, also kann nichts verglichen werden; geben Sie mehr Minuten.</translation>
    </message>
    <message>
      <location filename="engine/comparison/trials/telling.py" />
      <source>telling pairs apart</source>
      <translation>Paare auseinanderhalten</translation>
    </message>
    <message>
      <location filename="engine/comparison/units.py" />
      <source>Methods are compared on the processor, and this worker computes on another device.</source>
      <translation>Verfahren werden auf dem Prozessor verglichen, und dieser Arbeiter rechnet auf einem anderen Gerät.</translation>
    </message>
    <message>
      <location filename="engine/device.py" />
      <source>CPU, {threads} cores ({machine})</source>
      <translation>CPU, {threads} Kerne ({machine})</translation>
    </message>
    <message>
      <location filename="engine/directions/files.py" />
      <source>a direction file</source>
      <translation>Richtungsdatei</translation>
    </message>
    <message>
      <location filename="engine/directions/files.py" />
      <source>{name} is {what}, not a file of directions. Choose a .safetensors, .npz, .npy, .pt or .pkl that holds some.</source>
      <translation>{name} ist {what} und enthält keine Richtungen. Wählen Sie eine .safetensors, .npz, .npy, .pt oder .pkl, die welche enthält.</translation>
    </message>
    <message>
      <location filename="engine/directions/files.py" />
      <source>Made for another generator ({made_for}): it fits by shape and is tried here.</source>
      <translation>Für einen anderen Generator ({made_for}) gemacht: Der Form nach passt es und wird hier ausprobiert.</translation>
    </message>
    <message>
      <location filename="engine/directions/files.py" />
      <source>Save it as .safetensors, or delete some directions.</source>
      <translation>Speichern Sie sie als .safetensors oder löschen Sie einige Richtungen.</translation>
    </message>
    <message>
      <location filename="engine/directions/files.py" />
      <source>unknown</source>
      <translation>unbekannt</translation>
    </message>
    <message>
      <location filename="engine/directions/foreign.py" />
      <source>From {name}, which does not say for which generator it was made.</source>
      <translation>Aus {name}, ohne Angabe, für welchen Generator die Datei gemacht wurde.</translation>
    </message>
    <message>
      <location filename="engine/directions/foreign.py" />
      <source>Curves of WarpedGANSpace, followed from the mean; the file does not say whether they lie in z or in w.</source>
      <translation>Kurven von WarpedGANSpace, vom Mittel aus verfolgt; die Datei sagt nicht, ob sie in z oder in w liegen.</translation>
    </message>
    <message>
      <location filename="engine/directions/foreign.py" />
      <source>{name} does not fit: it moves the noise z, and this generator is moved behind its mapping, in w. Keep the direction again with GANSpace's option for w.</source>
      <translation>{name} passt nicht: Damit wird das Rauschen z bewegt, und dieser Generator wird hinter seiner Abbildung bewegt, in w. Speichern Sie die Richtung noch einmal mit der Option von GANSpace für w.</translation>
    </message>
    <message>
      <location filename="engine/directions/foreign.py" />
      <source>path {i}</source>
      <translation>Weg {i}</translation>
    </message>
    <message>
      <location filename="engine/directions/foreign.py" />
      <source>{name} holds no directions of {or_} numbers, as a code of this generator needs them ({shapes}).</source>
      <translation>{name} enthält keine Richtungen von {or_} Zahlen, wie ein Code dieses Generators sie braucht ({shapes}).</translation>
    </message>
    <message>
      <location filename="engine/directions/foreign.py" />
      <source>Left out: {rest}.</source>
      <translation>Weggelassen: {rest}.</translation>
    </message>
    <message>
      <location filename="engine/directions/foreign.py" />
      <source>component {i}</source>
      <translation>Komponente {i}</translation>
    </message>
    <message>
      <location filename="engine/directions/foreign.py" />
      <source>One direction with a step of its own in each of the {count} layers.</source>
      <translation>Eine Richtung mit einem eigenen Schritt in jeder der {count} Schichten.</translation>
    </message>
    <message>
      <location filename="engine/directions/foreign.py" />
      <source>GANSpace, {stem}</source>
      <translation>GANSpace, {stem}</translation>
    </message>
    <message>
      <location filename="engine/directions/foreign.py" />
      <source>its array</source>
      <translation>ihr Array</translation>
    </message>
    <message>
      <location filename="engine/directions/foreign.py" />
      <source>factor {i}</source>
      <translation>Faktor {i}</translation>
    </message>
    <message>
      <location filename="engine/directions/naming.py" />
      <source>Directions are measured on at least 1 random code, not {faces}; 16 give a fair picture.</source>
      <translation>Richtungen werden an mindestens 1 zufälligen Code gemessen, nicht an {faces}; 16 geben ein gutes Bild.</translation>
    </message>
    <message>
      <location filename="engine/directions/naming.py" />
      <source>These directions are {long} numbers long and a code of {name} has {dimension}; discover some for this generator.</source>
      <translation>Diese Richtungen sind {long} Zahlen lang, und ein Code von {name} hat {dimension}; suchen Sie welche für diesen Generator.</translation>
    </message>
    <message>
      <location filename="engine/directions/naming.py" />
      <source>measuring direction {i} of {count}</source>
      <translation>Richtung {i} von {count} messen</translation>
    </message>
    <message>
      <location filename="engine/directions/naming.py" />
      <source>{directions_count} directions have two pictures each, not {ends_count} in all.</source>
      <translation>{directions_count} Richtungen haben je zwei Bilder, nicht {ends_count} im Ganzen.</translation>
    </message>
    <message>
      <location filename="engine/directions/naming.py" />
      <source>measuring random pictures</source>
      <translation>zufällige Bilder messen</translation>
    </message>
    <message>
      <location filename="engine/directions/naming.py" />
      <source>measuring direction {i} of {directions_count}</source>
      <translation>Richtung {i} von {directions_count} messen</translation>
    </message>
    <message>
      <location filename="engine/directions/rows.py" />
      <source>{name} does not fit: its directions have {size:,} numbers, and this generator takes {or_}. Open the generator that it was made for.</source>
      <translation>{name} passt nicht: Die Richtungen darin haben {size:,} Zahlen, und dieser Generator nimmt {or_}. Öffnen Sie den Generator, für den die Datei gemacht wurde.</translation>
    </message>
    <message>
      <location filename="engine/directions/rows.py" />
      <source>{file} cannot be used: {name} holds numbers that are not finite. Make it again.</source>
      <translation>{file} lässt sich nicht verwenden: {name} enthält Zahlen, die nicht endlich sind. Erstellen Sie die Datei neu.</translation>
    </message>
    <message>
      <location filename="engine/directions/rows.py" />
      <source>{file} cannot be used: row {row} of {name} is all zeros, which is no direction. Make it again.</source>
      <translation>{file} lässt sich nicht verwenden: Zeile {row} von {name} besteht nur aus Nullen, und das ist keine Richtung. Erstellen Sie die Datei neu.</translation>
    </message>
    <message>
      <location filename="engine/directions/rows.py" />
      <source>{file} holds no directions: {name} is {dtype} {shape}, not rows of numbers.</source>
      <translation>{file} enthält keine Richtungen: {name} ist {dtype} {shape}, nicht Zeilen von Zahlen.</translation>
    </message>
    <message>
      <location filename="engine/directions/rows.py" />
      <source>{file} cannot be used: {name} has {count:,} rows, and at most {most:,} directions are read. Choose a file with fewer.</source>
      <translation>{file} lässt sich nicht verwenden: {name} hat {count:,} Zeilen, und höchstens {most:,} Richtungen werden gelesen. Wählen Sie eine Datei mit weniger.</translation>
    </message>
    <message>
      <location filename="engine/directions/rows.py" />
      <source>{name} cannot be used: {name2} is not one number above 0 for each of its {count} directions. Make it again.</source>
      <translation>{name} lässt sich nicht verwenden: {name2} ist nicht je eine Zahl über 0 für die {count} Richtungen. Erstellen Sie die Datei neu.</translation>
    </message>
    <message>
      <location filename="engine/directions/rows.py" />
      <source>{name} cannot be used: its directions are too long or too short to count with.</source>
      <translation>{name} lässt sich nicht verwenden: Die Richtungen darin sind zu lang oder zu kurz, um damit zu rechnen.</translation>
    </message>
    <message>
      <location filename="engine/directions/rows.py" />
      <source> or </source>
      <translation> oder </translation>
    </message>
    <message>
      <location filename="engine/directions/warped.py" />
      <source>{name} is damaged: its curves do not fit together. Make it again.</source>
      <translation>{name} ist beschädigt: Die Kurven darin passen nicht zusammen. Erstellen Sie die Datei neu.</translation>
    </message>
    <message>
      <location filename="engine/directions/warped.py" />
      <source>{name} cannot be used: its curves hold numbers that are not finite, or lead nowhere. Make it again.</source>
      <translation>{name} lässt sich nicht verwenden: Die Kurven darin enthalten Zahlen, die nicht endlich sind, oder führen nirgendwohin. Erstellen Sie die Datei neu.</translation>
    </message>
    <message>
      <location filename="engine/document/asked/between.py" />
      <source>through usual faces</source>
      <translation>durch gewöhnliche Gesichter</translation>
    </message>
    <message>
      <location filename="engine/document/asked/between.py" />
      <source>near the average</source>
      <translation>nahe am Durchschnitt</translation>
    </message>
    <message>
      <location filename="engine/document/asked/between.py" />
      <source>straight</source>
      <translation>gerade</translation>
    </message>
    <message>
      <location filename="engine/document/asked/between.py" />
      <source>{before} to {after}</source>
      <translation>{before} zu {after}</translation>
    </message>
    <message>
      <location filename="engine/document/asked/looks.py" />
      <source>Say which seeds, such as 1-20 or 3, 7, 12.</source>
      <translation>Geben Sie Startzahlen an, etwa 1-20 oder 3, 7, 12.</translation>
    </message>
    <message>
      <location filename="engine/document/asked/looks.py" />
      <source>{part} names no seeds; write them such as 1-20 or 3, 7, 12.</source>
      <translation>{part} nennt keine Startzahlen; schreiben Sie sie etwa als 1-20 oder 3, 7, 12.</translation>
    </message>
    <message>
      <location filename="engine/document/asked/looks.py" />
      <source>At most {most} faces at once; take fewer seeds.</source>
      <translation>Höchstens {most} Gesichter auf einmal; nehmen Sie weniger Startzahlen.</translation>
    </message>
    <message>
      <location filename="engine/document/code.py" />
      <source>A code here has {dimension} numbers; there is no number {index}.</source>
      <translation>Ein Code hat hier {dimension} Zahlen; es gibt keine Zahl {index}.</translation>
    </message>
    <message>
      <location filename="engine/document/code.py" />
      <source>There is no slot {name} here; there are {slices}.</source>
      <translation>Es gibt hier keinen Platz {name}; es gibt {slices}.</translation>
    </message>
    <message>
      <location filename="engine/document/code.py" />
      <source>Slot {name} has the numbers {name}.1 to {name}.{size}; {slider} is not one of them.</source>
      <translation>Platz {name} hat die Zahlen {name}.1 bis {name}.{size}; {slider} gehört nicht dazu.</translation>
    </message>
    <message>
      <location filename="engine/document/composing.py" />
      <source>This picture's edits do not fit its generator: they were made for a code of another shape.</source>
      <translation>Die Änderungen dieses Bildes passen nicht zu seinem Generator: Sie wurden für einen Code anderer Form gemacht.</translation>
    </message>
    <message>
      <location filename="engine/document/composing.py" />
      <source>This code holds numbers that are not finite, so it can draw nothing. Choose another.</source>
      <translation>Dieser Code enthält Zahlen, die nicht endlich sind, und kann darum nichts zeichnen. Wählen Sie einen anderen.</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>turn right</source>
      <translation>nach rechts drehen</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>turn left</source>
      <translation>nach links drehen</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>look up</source>
      <translation>nach oben blicken</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>look down</source>
      <translation>nach unten blicken</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>lean right</source>
      <translation>nach rechts neigen</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>lean left</source>
      <translation>nach links neigen</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>brighter</source>
      <translation>heller</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>darker</source>
      <translation>dunkler</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>warmer</source>
      <translation>wärmer</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>colder</source>
      <translation>kälter</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>more colour</source>
      <translation>mehr Farbe</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>less colour</source>
      <translation>weniger Farbe</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>sharper</source>
      <translation>schärfer</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>softer</source>
      <translation>weicher</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>more even</source>
      <translation>gleichmäßiger</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>less even</source>
      <translation>ungleichmäßiger</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>older</source>
      <translation>älter</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>younger</source>
      <translation>jünger</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>another person</source>
      <translation>eine andere Person</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>there is no direction</source>
      <translation>es gibt keine Richtung</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>only some of the directions are the generator's own sliders</source>
      <translation>nur einige der Richtungen sind die eigenen Regler des Generators</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>the vectors are no rows of one length</source>
      <translation>die Vektoren sind keine Zeilen von gleicher Länge</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>a path {first} for a vector {shape}</source>
      <translation>ein Pfad {first} für einen Vektor {shape}</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>paths that reach {reach} sigma</source>
      <translation>Pfade, die {reach} Sigma weit reichen</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>less {name}</source>
      <translation>weniger {name}</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>{replace} is known of some of the directions only</source>
      <translation>{replace} ist nur von einigen der Richtungen bekannt</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>an unprojected vector {shape} for a vector {shape2}</source>
      <translation>ein nicht projizierter Vektor {shape} für einen Vektor {shape2}</translation>
    </message>
    <message>
      <location filename="engine/document/directions.py" />
      <source>a start {shape} for a vector {shape2}</source>
      <translation>ein Anfang {shape} für einen Vektor {shape2}</translation>
    </message>
    <message>
      <location filename="engine/document/disk/archives.py" />
      <source>it is encrypted with a password</source>
      <translation>sie ist mit einem Passwort verschlüsselt</translation>
    </message>
    <message>
      <location filename="engine/document/disk/archives.py" />
      <source>bytes of names in its zip</source>
      <translation>Bytes an Namen in ihrem Zip</translation>
    </message>
    <message>
      <location filename="engine/document/disk/archives.py" />
      <source>it has no list of what is in it</source>
      <translation>sie hat keine Liste ihres Inhalts</translation>
    </message>
    <message>
      <location filename="engine/document/disk/archives.py" />
      <source>it is a zip for more than 4 GB</source>
      <translation>sie ist ein Zip für mehr als 4 GB</translation>
    </message>
    <message>
      <location filename="engine/document/disk/archives.py" />
      <source>it is packed in a way that does not tell how large it becomes</source>
      <translation>sie ist so gepackt, dass nicht zu erkennen ist, wie groß sie wird</translation>
    </message>
    <message>
      <location filename="engine/document/disk/array_file.py" />
      <source>its arrays do not fill the file</source>
      <translation>ihre Arrays füllen die Datei nicht</translation>
    </message>
    <message>
      <location filename="engine/document/disk/array_file.py" />
      <source>one of its arrays has no shape</source>
      <translation>eines ihrer Arrays hat keine Form</translation>
    </message>
    <message>
      <location filename="engine/document/disk/array_file.py" />
      <source>it ends too early</source>
      <translation>sie endet zu früh</translation>
    </message>
    <message>
      <location filename="engine/document/disk/array_file.py" />
      <source>its arrays do not fit their places</source>
      <translation>ihre Arrays passen nicht an ihre Stellen</translation>
    </message>
    <message>
      <location filename="engine/document/disk/files.py" />
      <source>{name} could not be written to {parent}: {reason}. {instead}.</source>
      <translation>{name} konnte nicht in {parent} geschrieben werden: {reason}. {instead}.</translation>
    </message>
    <message>
      <location filename="engine/document/disk/files.py" />
      <source>Choose a shorter name</source>
      <translation>Wählen Sie einen kürzeren Namen</translation>
    </message>
    <message>
      <location filename="engine/document/disk/files.py" />
      <source>Make it smaller, or choose a folder on another disk</source>
      <translation>Machen Sie die Datei kleiner oder wählen Sie einen Ordner auf einem anderen Laufwerk</translation>
    </message>
    <message>
      <location filename="engine/document/disk/files.py" />
      <source>Choose another folder</source>
      <translation>Wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
      <location filename="engine/document/disk/files.py" />
      <source>Choose another name</source>
      <translation>Wählen Sie einen anderen Namen</translation>
    </message>
    <message>
      <location filename="engine/document/disk/files.py" />
      <source>what has this name is no file</source>
      <translation>was diesen Namen hat, ist keine Datei</translation>
    </message>
    <message>
      <location filename="engine/document/disk/files.py" />
      <source>Choose a folder that is there</source>
      <translation>Wählen Sie einen Ordner, den es gibt</translation>
    </message>
    <message>
      <location filename="engine/document/disk/files.py" />
      <source>Choose a folder that you may write to</source>
      <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen</translation>
    </message>
    <message>
      <location filename="engine/document/disk/files.py" />
      <source>Free some space, or choose a folder on another disk</source>
      <translation>Schaffen Sie Platz oder wählen Sie einen Ordner auf einem anderen Laufwerk</translation>
    </message>
    <message>
      <location filename="engine/document/disk/files.py" />
      <source>Choose a folder on another disk</source>
      <translation>Wählen Sie einen Ordner auf einem anderen Laufwerk</translation>
    </message>
    <message>
      <location filename="engine/document/disk/limits.py" />
      <source>{name} was not saved, because it could not be opened again: {reason}. {instead}</source>
      <translation>{name} wurde nicht gespeichert, denn die Datei ließe sich nicht wieder öffnen: {reason}. {instead}</translation>
    </message>
    <message>
      <location filename="engine/document/disk/limits.py" />
      <source>it has {count:,} {what}, and at most {most:,} are read</source>
      <translation>sie hat {count:,} {what}, und höchstens {most:,} werden gelesen</translation>
    </message>
    <message>
      <location filename="engine/document/disk/limits.py" />
      <source>it would take {count:,.1f} MB, and at most {most:,.1f} MB are read</source>
      <translation>sie bräuchte {count:,.1f} MB, und höchstens {most:,.1f} MB werden gelesen</translation>
    </message>
    <message>
      <location filename="engine/document/disk/limits.py" />
      <source>its values are nested more than {depth} deep</source>
      <translation>ihre Werte sind mehr als {depth} Ebenen tief verschachtelt</translation>
    </message>
    <message>
      <location filename="engine/document/disk/limits.py" />
      <source>it has more than {values:,} values</source>
      <translation>sie hat mehr als {values:,} Werte</translation>
    </message>
    <message>
      <location filename="engine/document/disk/numpy_files.py" />
      <source>it holds text or other things in place of numbers</source>
      <translation>sie enthält Text oder anderes statt Zahlen</translation>
    </message>
    <message>
      <location filename="engine/document/disk/numpy_files.py" />
      <source>{name} is not {what}{why}. Choose a .safetensors, .npz or .npy with arrays of numbers.</source>
      <translation>{name} ist keine {what}{why}. Wählen Sie eine .safetensors, .npz oder .npy mit Arrays von Zahlen.</translation>
    </message>
    <message>
      <location filename="engine/document/disk/numpy_files.py" />
      <source>it holds Python objects, which are never opened here, in place of numbers</source>
      <translation>sie enthält statt Zahlen Python-Objekte, die hier nie geöffnet werden</translation>
    </message>
    <message>
      <location filename="engine/document/disk/numpy_files.py" />
      <source>it holds no arrays</source>
      <translation>sie enthält keine Arrays</translation>
    </message>
    <message>
      <location filename="engine/document/disk/reading.py" />
      <source>No file has such a name; choose another.</source>
      <translation>Keine Datei hat einen solchen Namen; wählen Sie einen anderen.</translation>
    </message>
    <message>
      <location filename="engine/document/disk/reading.py" />
      <source>a pipe or a device</source>
      <translation>eine Pipe oder ein Gerät</translation>
    </message>
    <message>
      <location filename="engine/document/disk/reading.py" />
      <source>{name} is {what}, not a file; choose a file.</source>
      <translation>{name} ist {what}, keine Datei; wählen Sie eine Datei.</translation>
    </message>
    <message>
      <location filename="engine/document/disk/wording.py" />
      <source>{name} has changed since this was saved (its hash is another), so it was not opened. Bring back the file it was made with.</source>
      <translation>{name} hat sich geändert, seit dies gespeichert wurde (der Hash ist ein anderer), und wurde deshalb nicht geöffnet. Holen Sie die Datei zurück, mit der es entstand.</translation>
    </message>
    <message>
      <location filename="engine/document/disk/wording.py" />
      <source>The system refused</source>
      <translation>Das System hat abgelehnt</translation>
    </message>
    <message>
      <location filename="engine/document/films/film.py" />
      <source>A GIF cannot hold {rate:g} frames a second, the nearest is {nearest:.4g}; choose one of {rates}.</source>
      <translation>Ein GIF kann keine {rate:g} Bilder pro Sekunde enthalten, am nächsten kommt {nearest:.4g}; wählen Sie eines von {rates}.</translation>
    </message>
    <message>
      <location filename="engine/document/films/film.py" />
      <source>A film needs at least 2 frames, not {frames}.</source>
      <translation>Ein Film braucht mindestens 2 Einzelbilder, nicht {frames}.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>{title} needs an even size: {side} becomes {whole} pixels.</source>
      <translation>{title} braucht eine gerade Größe: Aus {side} werden {whole} Pixel.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>{title} needs a newer Pillow: run pip install "pillow&gt;=12", then start EigenBrush again.</source>
      <translation>{title} braucht ein neueres Pillow: Führen Sie pip install "pillow&gt;=12" aus, und starten Sie EigenBrush dann neu.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>MP4 film</source>
      <translation>MP4-Film</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>Small and smooth; plays everywhere, for sending and posting.</source>
      <translation>Klein und flüssig; läuft überall, zum Verschicken und Veröffentlichen.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>MP4 film, full colour</source>
      <translation>MP4-Film, volle Farbe</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>As MP4 with sharper colours, for editing; many phones and browsers do not play it.</source>
      <translation>Wie MP4 mit schärferen Farben, zum Bearbeiten; viele Handys und Browser spielen es nicht ab.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>WebM film</source>
      <translation>WebM-Film</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>Small and smooth; for web pages, slow to write.</source>
      <translation>Klein und flüssig; für Webseiten, langsam zu schreiben.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>ProRes film</source>
      <translation>ProRes-Film</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>Large, nearly without loss; for programs that cut films.</source>
      <translation>Groß, fast ohne Verlust; für Programme zum Filmschnitt.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>WebP animation</source>
      <translation>WebP-Animation</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>A tenth of a GIF; loops by itself on web pages and in chats.</source>
      <translation>Ein Zehntel eines GIF; läuft auf Webseiten und in Chats von selbst in Schleife.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>AVIF animation</source>
      <translation>AVIF-Animation</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>The smallest that loops by itself; plays in new browsers.</source>
      <translation>Die kleinste, die von selbst in Schleife läuft; läuft in neuen Browsern.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>GIF film</source>
      <translation>GIF-Film</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>Plays everywhere and loops; large, and only 256 colours.</source>
      <translation>Läuft überall und in Schleife; groß und nur 256 Farben.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>APNG animation</source>
      <translation>APNG-Animation</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>Every pixel exact, and loops in browsers; very large.</source>
      <translation>Jedes Pixel genau, und läuft in Browsern in Schleife; sehr groß.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>Folder of PNG pictures</source>
      <translation>Ordner mit PNG-Bildern</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>Every frame exact, as a numbered picture, for any program.</source>
      <translation>Jedes Einzelbild genau, als nummeriertes Bild, für jedes Programm.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>There is no format {name}; there is {names}.</source>
      <translation>Ein Format {name} gibt es nicht; es gibt {names}.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>{title} needs the package av: run pip install "eigenbrush[video]", then start EigenBrush again.</source>
      <translation>{title} braucht das Paket av: Führen Sie pip install "eigenbrush[video]" aus und starten Sie EigenBrush dann neu.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>A film is written as {endings}, or without an ending as a folder of pictures, not as {ending}.</source>
      <translation>Ein Film wird als {endings} geschrieben, oder ohne Endung als Ordner mit Bildern, nicht als {ending}.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>A film has 2 to {most} frames, not {count}; make it shorter, or in parts.</source>
      <translation>Ein Film hat 2 bis {most} Einzelbilder, nicht {count}; machen Sie ihn kürzer oder teilen Sie ihn auf.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>A film has a side of {low} to {high} pixels, not {wrong}.</source>
      <translation>Ein Film hat eine Seite von {low} bis {high} Pixeln, nicht {wrong}.</translation>
    </message>
    <message>
      <location filename="engine/document/films/formats.py" />
      <source>A film cannot hold {rate:g} frames a second; the nearest is {nearest:g}.</source>
      <translation>Ein Film kann keine {rate:g} Bilder pro Sekunde enthalten; am nächsten liegt {nearest:g}.</translation>
    </message>
    <message>
      <location filename="engine/document/history.py" />
      <source>Opened</source>
      <translation>Geöffnet</translation>
    </message>
    <message>
      <location filename="engine/document/photos/alignment.py" />
      <source>A square grows by a factor above 0; {factor} is none.</source>
      <translation>Ein Quadrat wächst um einen Faktor über 0; {factor} ist keiner.</translation>
    </message>
    <message>
      <location filename="engine/document/photos/ignored.py" />
      <source>A mask is uint8 (height, width), not {dtype} {shape}.</source>
      <translation>Eine Maske ist uint8 (Höhe, Breite), nicht {dtype} {shape}.</translation>
    </message>
    <message>
      <location filename="engine/document/photos/ignored.py" />
      <source>{height} x {width} numbers say what to ignore, not {values_count}. Paint it anew.</source>
      <translation>{height} x {width} Zahlen sagen, was nicht zählen soll, nicht {values_count}. Malen Sie es neu.</translation>
    </message>
    <message>
      <location filename="engine/document/projection.py" />
      <source>Nothing is left of direction {place} when the {conditions_count} others are held still; hold fewer.</source>
      <translation>Nichts bleibt von Richtung {place}, wenn die {conditions_count} anderen ruhig gehalten werden; halten Sie weniger fest.</translation>
    </message>
    <message>
      <location filename="engine/document/regions.py" />
      <source>A region of this picture is damaged: paint it anew.</source>
      <translation>Ein Bereich dieses Bildes ist beschädigt: Malen Sie ihn neu.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/carried.py" />
      <source>it is cut off, or larger than any recipe</source>
      <translation>es ist abgeschnitten oder größer als jedes Rezept</translation>
    </message>
    <message>
      <location filename="engine/document/saved/carried.py" />
      <source>The recipe in {name} is damaged{why}.</source>
      <translation>Das Rezept in {name} ist beschädigt{why}.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/code_file.py" />
      <source>its codes are {dtype} {shape}, which is not what it says of them</source>
      <translation>ihre Codes sind {dtype} {shape}, und das ist nicht, was sie von ihnen sagt</translation>
    </message>
    <message>
      <location filename="engine/document/saved/code_file.py" />
      <source>it says where {origins_count} codes come from, and has {names_count}</source>
      <translation>sie sagt von {origins_count} Codes, woher sie kommen, und hat {names_count}</translation>
    </message>
    <message>
      <location filename="engine/document/saved/code_file.py" />
      <source>it says of a code that it comes from no photo</source>
      <translation>sie sagt von einem Code, dass er von keinem Foto kommt</translation>
    </message>
    <message>
      <location filename="engine/document/saved/code_file.py" />
      <source>{name} is not a file of codes{why}. Save it again with `eigenbrush save-code`.</source>
      <translation>{name} ist keine Datei mit Codes{why}. Speichern Sie sie noch einmal mit `eigenbrush save-code`.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/code_file.py" />
      <source>a file of codes in it is damaged</source>
      <translation>eine Datei mit Codes darin ist beschädigt</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_file.py" />
      <source>some of its numbers are not finite, or beyond all measure</source>
      <translation>einige ihrer Zahlen sind nicht endlich oder jenseits jedes Maßes</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_file.py" />
      <source>one of its direction sets says what does not belong there</source>
      <translation>in einem ihrer Sätze Richtungen steht, was nicht dorthin gehört</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_file.py" />
      <source>{name} is damaged: what it says of its {k} directions is not what belongs there. Make it again with `eigenbrush discover`.</source>
      <translation>{name} ist beschädigt: Was über die {k} Richtungen darin gesagt wird, gehört nicht dorthin. Erstellen Sie die Datei neu mit `eigenbrush discover`.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_file.py" />
      <source>it does not say its {missing}</source>
      <translation>darin fehlt die Angabe {missing}</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_file.py" />
      <source>{shape} vectors, {shape2} sigma and {said_count} names</source>
      <translation>{shape} Vektoren, {shape2} Sigma und {said_count} Namen</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_file.py" />
      <source>{wrong} {shape} for {shape2} vectors</source>
      <translation>{wrong} {shape} für {shape2} Vektoren</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_file.py" />
      <source>some of its numbers are not finite</source>
      <translation>einige ihrer Zahlen sind nicht endlich</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_file.py" />
      <source>one of its direction sets is damaged</source>
      <translation>einer ihrer Sätze Richtungen ist beschädigt</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_file.py" />
      <source>{path} is not a direction set{why}. Make one with `eigenbrush discover`.</source>
      <translation>{path} ist kein Satz Richtungen{why}. Erstellen Sie einen mit `eigenbrush discover`.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_file.py" />
      <source>Delete some of its directions, or find it anew.</source>
      <translation>Löschen Sie einige der Richtungen oder suchen Sie den Satz neu.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_forms.py" />
      <source>These directions are curved and {form} holds straight ones only: save them as .safetensors.</source>
      <translation>Diese Richtungen sind gekrümmt, und {form} fasst nur gerade: Speichern Sie sie als .safetensors.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_forms.py" />
      <source>These directions cannot be written as {form}, which holds {what}: find them with layers all, or save them as .safetensors.</source>
      <translation>Diese Richtungen lassen sich nicht als {form} schreiben, denn das enthält {what}: Suchen Sie sie mit layers all oder speichern Sie sie als .safetensors.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_forms.py" />
      <source>A .npy file holds one direction and this set has {directions_count}: save it as .safetensors or .npz.</source>
      <translation>Eine .npy-Datei enthält eine Richtung, und dieser Satz hat {directions_count}: Speichern Sie ihn als .safetensors oder .npz.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_forms.py" />
      <source>A boundary's .npy holds a step of one slot, and this generator's code has several that move on their own: save it as .safetensors.</source>
      <translation>Die .npy einer Grenze enthält einen Schritt für einen Platz, und der Code dieses Generators hat mehrere, die sich je für sich bewegen: Speichern Sie den Satz als .safetensors.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_forms.py" />
      <source>the same step in every layer</source>
      <translation>denselben Schritt in jeder Schicht</translation>
    </message>
    <message>
      <location filename="engine/document/saved/direction_forms.py" />
      <source>only what is latent</source>
      <translation>nur das Latente</translation>
    </message>
    <message>
      <location filename="engine/document/saved/kept_faces.py" />
      <source>files of faces</source>
      <translation>Dateien mit Gesichtern</translation>
    </message>
    <message>
      <location filename="engine/document/saved/kept_faces.py" />
      <source>one of the faces brought in is damaged</source>
      <translation>eines der hereingeholten Gesichter ist beschädigt</translation>
    </message>
    <message>
      <location filename="engine/document/saved/kept_sets.py" />
      <source>direction sets</source>
      <translation>Sätze Richtungen</translation>
    </message>
    <message>
      <location filename="engine/document/saved/kept_sets.py" />
      <source>it lacks a mask</source>
      <translation>ihr fehlt eine Maske</translation>
    </message>
    <message>
      <location filename="engine/document/saved/kept_sets.py" />
      <source>a direction has {numbers:,} numbers where this generator takes {dimension:,}</source>
      <translation>eine Richtung hat {numbers:,} Zahlen, wo dieser Generator {dimension:,} nimmt</translation>
    </message>
    <message>
      <location filename="engine/document/saved/kept_sets.py" />
      <source>a mask has {found} pixels where this generator's pictures take {size}</source>
      <translation>eine Maske hat {found} Pixel, wo die Bilder dieses Generators {size} brauchen</translation>
    </message>
    <message>
      <location filename="engine/document/saved/kept_sets.py" />
      <source>the mask of a slider</source>
      <translation>die Maske eines Reglers</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>it lacks {missing_count} of its arrays</source>
      <translation>ihr fehlen {missing_count} ihrer Arrays</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>what was said of faces is damaged</source>
      <translation>was über Gesichter gesagt wurde, ist beschädigt</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>{name} is no mask</source>
      <translation>{name} ist keine Maske</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>{name} has {mask_count} pixels a side, and a mask has {smallest} to {largest}</source>
      <translation>{name} hat {mask_count} Pixel Seitenlänge, und eine Maske hat {smallest} bis {largest}</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>the slider</source>
      <translation>den Regler</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>the region</source>
      <translation>den Bereich</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>the layers of</source>
      <translation>die Schichten von</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>the name of</source>
      <translation>den Namen von</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>the held direction</source>
      <translation>die festgehaltene Richtung</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>the locked layer</source>
      <translation>die gesperrte Schicht</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>it has {what} {twice} {count:,} times</source>
      <translation>sie hat {what} {twice} {count:,} Mal</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>{name} is not made of numbers of a code</source>
      <translation>{name} besteht nicht aus Zahlen eines Codes</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>{name} holds numbers that are not finite</source>
      <translation>{name} enthält Zahlen, die nicht endlich sind</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>{name} has {shape:,} numbers where this generator takes {dimension:,}</source>
      <translation>{name} hat {shape:,} Zahlen, wo dieser Generator {dimension:,} nimmt</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>{name} has {found} pixels where this generator's pictures are painted with {size}</source>
      <translation>{name} hat {found} Pixel, wo die Bilder dieses Generators mit {size} bemalt werden</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>what a locked layer holds</source>
      <translation>der Inhalt einer gesperrten Schicht</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>a direction that is held fixed</source>
      <translation>eine festgehaltene Richtung</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>the direction of a slider</source>
      <translation>die Richtung eines Reglers</translation>
    </message>
    <message>
      <location filename="engine/document/saved/named_arrays.py" />
      <source>the face that a morph begins at</source>
      <translation>das Anfangsgesicht eines Übergangs</translation>
    </message>
    <message>
      <location filename="engine/document/saved/readings.py" />
      <source>Colours cut off at white and black</source>
      <translation>Farben, bei Weiß und Schwarz abgeschnitten</translation>
    </message>
    <message>
      <location filename="engine/document/saved/readings.py" />
      <source>Colours that fade out towards white and black (tanh)</source>
      <translation>Farben, die gegen Weiß und Schwarz auslaufen (tanh)</translation>
    </message>
    <message>
      <location filename="engine/document/saved/readings.py" />
      <source>Enlarging and convolution in one from 128 px up</source>
      <translation>Vergrößern und Faltung in einem ab 128 px</translation>
    </message>
    <message>
      <location filename="engine/document/saved/readings.py" />
      <source>Enlarging and convolution in one everywhere</source>
      <translation>Vergrößern und Faltung überall in einem</translation>
    </message>
    <message>
      <location filename="engine/document/saved/readings.py" />
      <source>Enlarging before each convolution</source>
      <translation>Vergrößern vor jeder Faltung</translation>
    </message>
    <message>
      <location filename="engine/document/saved/readings.py" />
      <source>A mapping network trained slowly (multiplier 0.01)</source>
      <translation>Ein langsam trainiertes Mapping-Netz (Faktor 0,01)</translation>
    </message>
    <message>
      <location filename="engine/document/saved/readings.py" />
      <source>A mapping network trained like the rest (multiplier 1)</source>
      <translation>Ein wie der Rest trainiertes Mapping-Netz (Faktor 1)</translation>
    </message>
    <message>
      <location filename="engine/document/saved/readings.py" />
      <source>Weights scaled by their layer's size</source>
      <translation>Gewichte, nach der Größe ihrer Schicht skaliert</translation>
    </message>
    <message>
      <location filename="engine/document/saved/readings.py" />
      <source>Weights taken as they are</source>
      <translation>Gewichte, wie sie sind</translation>
    </message>
    <message>
      <location filename="engine/document/saved/readings.py" />
      <source>{pair} is no setting; there are {known}</source>
      <translation>{pair} ist keine Einstellung; es gibt {known}</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>its snapshots are not numbered from 1 to 9</source>
      <translation>ihre Schnappschüsse sind nicht von 1 bis 9 nummeriert</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>no reach of a curve</source>
      <translation>keine Reichweite einer Kurve</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>{value} is not a seed</source>
      <translation>{value} ist keine Startzahl</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>{value} is not a whole number from 0 up</source>
      <translation>{value} ist keine ganze Zahl ab 0</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>{value} is {what}</source>
      <translation>{value} ist {what}</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>{scale} is no size of a square in a photo</source>
      <translation>{scale} ist keine Größe eines Quadrats in einem Foto</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>{value} is no way of treating noise</source>
      <translation>{value} ist keine Art, mit Rauschen umzugehen</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>{value} is not a number</source>
      <translation>{value} ist keine Zahl</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>The saved document cannot be used, because {wrong}; the file is damaged.</source>
      <translation>Das gespeicherte Dokument ist nicht verwendbar, denn {wrong}; die Datei ist beschädigt.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>entries in a list</source>
      <translation>Einträge in einer Liste</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>no number of sigma from which a code is drawn in</source>
      <translation>keine Zahl von Sigma, ab der ein Code hereingezogen wird</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>The saved document cannot be read{why}. It may come from another program.</source>
      <translation>Das gespeicherte Dokument ist nicht lesbar{why}. Vielleicht stammt es aus einem anderen Programm.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>This recipe was not opened: {error}. Choose another.</source>
      <translation>Dieses Rezept wurde nicht geöffnet: {error}. Wählen Sie ein anderes.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>This recipe cannot be read{why}: copy it again.</source>
      <translation>Dieses Rezept ist nicht lesbar{why}: Kopieren Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>one of its arrays has changed</source>
      <translation>eines seiner Arrays hat sich geändert</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>The recipe of this picture</source>
      <translation>Das Rezept dieses Bildes</translation>
    </message>
    <message>
      <location filename="engine/document/saved/serial.py" />
      <source>Take edits or regions out.</source>
      <translation>Nehmen Sie Änderungen oder Bereiche heraus.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/session.py" />
      <source>Save with fewer generators open, or take edits and regions out.</source>
      <translation>Speichern Sie mit weniger offenen Generatoren, oder nehmen Sie Änderungen und Bereiche heraus.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/session.py" />
      <source>{name} holds no document.</source>
      <translation>{name} enthält kein Dokument.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/session.py" />
      <source>{name} is damaged: {wrong}.</source>
      <translation>{name} ist beschädigt: {wrong}.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/session.py" />
      <source>{name} is damaged: {error}.</source>
      <translation>{name} ist beschädigt: {error}.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/session.py" />
      <source>{name} was not opened: {error}. Choose another session.</source>
      <translation>{name} wurde nicht geöffnet: {error}. Wählen Sie eine andere Sitzung.</translation>
    </message>
    <message>
      <location filename="engine/document/saved/session.py" />
      <source>{name} is not a session of EigenBrush, or it is damaged{why}.</source>
      <translation>{name} ist keine Sitzung von EigenBrush, oder sie ist beschädigt{why}.</translation>
    </message>
    <message>
      <location filename="engine/document/snapshots.py" />
      <source>Snapshots have the numbers 1 to {snapshots}, not {number}.</source>
      <translation>Schnappschüsse haben die Nummern 1 bis {snapshots}, nicht {number}.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/changes.py" />
      <source>A film has at most {most} pictures; remove one first.</source>
      <translation>Ein Film hat höchstens {most} Bilder; entfernen Sie erst eines.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/changes.py" />
      <source>There is no picture of the film at {time:.2f} seconds; choose one of its keys.</source>
      <translation>Bei {time:.2f} Sekunden hat der Film kein Bild; wählen Sie eines seiner Schlüsselbilder.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/moments.py" />
      <source>The film moves a slider that is not known here ({name}); remove its curve.</source>
      <translation>Der Film bewegt einen Regler, der hier nicht bekannt ist ({name}); entfernen Sie dessen Kurve.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/reading.py" />
      <source>A film has {low:g} to {high:g} frames a second, not {rate:g}; choose another rate.</source>
      <translation>Ein Film hat {low:g} bis {high:g} Bilder pro Sekunde, nicht {rate:g}; wählen Sie eine andere Bildrate.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/reading.py" />
      <source>A film has 1 to {most:,} frames, not {count:,.0f}; make it shorter, or its rate lower.</source>
      <translation>Ein Film hat 1 bis {most:,} Einzelbilder, nicht {count:,.0f}; machen Sie ihn kürzer oder seine Bildrate kleiner.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/reading.py" />
      <source>Two pictures of a film are at one time; move one of them.</source>
      <translation>Zwei Bilder eines Films liegen auf derselben Zeit; verschieben Sie eines davon.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/reading.py" />
      <source>A picture of a film lies outside of it; make the film longer, or move the picture.</source>
      <translation>Ein Bild eines Films liegt außerhalb des Films; machen Sie den Film länger oder verschieben Sie das Bild.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/reading.py" />
      <source>The part of the film to play lies outside of it; choose another part.</source>
      <translation>Der Teil des Films, der abgespielt werden soll, liegt außerhalb des Films; wählen Sie einen anderen Teil.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/reading.py" />
      <source>A slider of this film has two curves; remove one of them.</source>
      <translation>Ein Regler dieses Films hat zwei Kurven; entfernen Sie eine davon.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/reading.py" />
      <source>A tempo has {low:g} to {high:g} beats a minute, not {bpm:g}; choose another.</source>
      <translation>Ein Tempo hat {low:g} bis {high:g} Schläge pro Minute, nicht {bpm:g}; wählen Sie ein anderes.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/reading.py" />
      <source>A curve of this film has no points; remove it.</source>
      <translation>Eine Kurve dieses Films hat keine Punkte; entfernen Sie sie.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/reading.py" />
      <source>Two points of a curve are at one time; move one of them.</source>
      <translation>Zwei Punkte einer Kurve liegen auf derselben Zeit; verschieben Sie einen davon.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/reading.py" />
      <source>A wandering needs a time longer than 0 in which it comes round; give it one.</source>
      <translation>Ein Wandern braucht eine Zeit über 0, in der es einmal herumkommt; geben Sie ihm eine.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/reading.py" />
      <source>A sound moves a slider within 0 seconds or more; choose another time.</source>
      <translation>Ein Ton bewegt einen Regler innerhalb von 0 Sekunden oder mehr; wählen Sie eine andere Zeit.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/shapes.py" />
      <source>even</source>
      <translation>gleichmäßig</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/shapes.py" />
      <source>hold, then jump</source>
      <translation>halten, dann springen</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/shapes.py" />
      <source>slow start</source>
      <translation>langsamer Anfang</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/shapes.py" />
      <source>slow end</source>
      <translation>langsames Ende</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/shapes.py" />
      <source>slow start and end</source>
      <translation>Anfang und Ende langsam</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/shapes.py" />
      <source>by handles</source>
      <translation>mit Anfassern</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/shapes.py" />
      <source>bounce</source>
      <translation>federnd</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/shapes.py" />
      <source>A handle of a curve lies between the two keys in time; drag it back between them.</source>
      <translation>Ein Anfasser einer Kurve liegt zeitlich nicht zwischen den beiden Schlüsselbildern; ziehen Sie ihn dorthin zurück.</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/sound.py" />
      <source>how loud it is</source>
      <translation>Lautstärke</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/sound.py" />
      <source>low tones</source>
      <translation>tiefe Töne</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/sound.py" />
      <source>middle tones</source>
      <translation>mittlere Töne</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/sound.py" />
      <source>high tones</source>
      <translation>hohe Töne</translation>
    </message>
    <message>
      <location filename="engine/document/timeline/sound.py" />
      <source>beats and beginnings</source>
      <translation>Schläge und Einsätze</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>{ours:.2f} sigma against {theirs:.2f} on the {both_count} factors that both move</source>
      <translation>{ours:.2f} Sigma gegenüber {theirs:.2f} bei den {both_count} Faktoren, die beide bewegen</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>{ours:.2f} against {theirs:.2f} of {partition}</source>
      <translation>{ours:.2f} gegenüber {theirs:.2f} bei {partition}</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>{moved} of {factors_count}</source>
      <translation>{moved} von {factors_count}</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>on {share:.0%} of the portraits</source>
      <translation>bei {share:.0%} der Porträts</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>it keeps to the region</source>
      <translation>es hält sich an den Bereich</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>what one face gives serves others too</source>
      <translation>was ein Gesicht ergibt, dient auch anderen</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>each layer's sliders are purer than random ones</source>
      <translation>die Regler jeder Schicht sind reiner als zufällige</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>directions in less than a second</source>
      <translation>Richtungen in weniger als einer Sekunde</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>they mean something: purer than random ones</source>
      <translation>sie bedeuten etwas: reiner als zufällige</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>as far as what was learned from labels</source>
      <translation>so weit wie das, was aus Kennzeichen gelernt wurde</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>every attribute has a boundary along which it moves</source>
      <translation>jedes Merkmal hat eine Grenze, die es bewegt</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>easier to tell than random ones: purer</source>
      <translation>leichter zu unterscheiden als zufällige: reiner</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>steeper than linear directions and components</source>
      <translation>steiler als lineare Richtungen und Komponenten</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>purer than these</source>
      <translation>reiner als diese</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>sliders go one way</source>
      <translation>Regler gehen in eine Richtung</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>what it is told to raise rises, one way</source>
      <translation>was es steigern soll, steigt, in eine Richtung</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>at most half of the person lost that a boundary loses, at an equal change</source>
      <translation>bei gleicher Änderung höchstens halb so viel von der Person verloren wie bei einer Grenze</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>channels are more disentangled than w</source>
      <translation>Kanäle sind besser entflochten als w</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>{} of the change outside that SeFa makes, at an equal change inside</source>
      <translation>{} der Änderung außen, die SeFa macht, bei gleicher Änderung innen</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>on other faces {} of the change outside that SeFa makes</source>
      <translation>auf anderen Gesichtern {} der Änderung außen, die SeFa macht</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>what is held stays</source>
      <translation>was festgehalten wird, bleibt</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>pictures are found with a third of the error</source>
      <translation>Bilder werden mit einem Drittel des Fehlers gefunden</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>half-way between two lies a picture like the data</source>
      <translation>auf halbem Weg zwischen zweien liegt ein Bild wie die Daten</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>compression keeps the person, truncation does not</source>
      <translation>Beruhigen bewahrt die Person, Trunkierung nicht</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>nearer to its pictures than components, without an adversary</source>
      <translation>näher an ihren Bildern als Komponenten, ohne Gegenspieler</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>and to those that it never saw</source>
      <translation>und an denen, die es nie sah</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>easier to tell apart than random directions</source>
      <translation>leichter auseinanderzuhalten als zufällige Richtungen</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>it rises by as much as is asked</source>
      <translation>es steigt um so viel, wie verlangt wird</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>step by step</source>
      <translation>Schritt für Schritt</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>pictures become as light as is asked</source>
      <translation>Bilder werden so hell, wie verlangt wird</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>the camera comes nearer</source>
      <translation>die Kamera kommt näher</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>the picture shifts</source>
      <translation>das Bild verschiebt sich</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>{ours:.2f}{unit} against {theirs:.2f} of {partition}</source>
      <translation>{ours:.2f}{unit} gegenüber {theirs:.2f} bei {partition}</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>the person moves {} times as much as where it is not held, at an equal change</source>
      <translation>die Person bewegt sich {}-mal so sehr wie dort, wo sie nicht festgehalten wird, bei gleicher Änderung</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>the projector has {} times the error at equal steps, of its own pictures</source>
      <translation>der Projektor hat bei gleich vielen Schritten das {}-Fache des Fehlers, von seinen eigenen Bildern</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>half-way without</source>
      <translation>auf halbem Weg ohne</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>farther from the data than {} of portraits, by the projector {}</source>
      <translation>weiter von den Daten als {} der Porträts, beim Projektor {}</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>{} of the distance of strangers lost against {}</source>
      <translation>{} des Abstands von Fremden verloren gegen {}</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>{} of the error of as many components</source>
      <translation>{} des Fehlers von gleich vielen Komponenten</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>random ones {} of pairs told right, learned ones {}</source>
      <translation>von zufälligen {} der Paare richtig erkannt, von gelernten {}</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>{} of what was asked, in the mean</source>
      <translation>{} dessen, was verlangt wurde, im Mittel</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>{} of faces follow</source>
      <translation>{} der Gesichter folgen</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>brightness asked</source>
      <translation>Helligkeit verlangt</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>{} of what a true zoom changes is made</source>
      <translation>{} dessen, was ein echter Zoom ändert, wird erreicht</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>shift right</source>
      <translation>nach rechts schieben</translation>
    </message>
    <message>
      <location filename="engine/document/truth/claims.py" />
      <source>{} of what a true shift changes is made</source>
      <translation>{} dessen, was eine echte Verschiebung ändert, wird erreicht</translation>
    </message>
    <message>
      <location filename="engine/document/truth/comparison_file.py" />
      <source>letters in a text</source>
      <translation>Buchstaben in einem Text</translation>
    </message>
    <message>
      <location filename="engine/document/truth/comparison_file.py" />
      <source>it names no generator</source>
      <translation>sie nennt keinen Generator</translation>
    </message>
    <message>
      <location filename="engine/document/truth/comparison_file.py" />
      <source>a slider has no key that could be one</source>
      <translation>ein Regler hat keinen Schlüssel, der einer sein könnte</translation>
    </message>
    <message>
      <location filename="engine/document/truth/comparison_file.py" />
      <source>a number is none</source>
      <translation>eine Zahl ist keine</translation>
    </message>
    <message>
      <location filename="engine/document/truth/comparison_file.py" />
      <source>a count is none</source>
      <translation>eine Anzahl ist keine</translation>
    </message>
    <message>
      <location filename="engine/document/truth/comparison_file.py" />
      <source>a text is none</source>
      <translation>ein Text ist keiner</translation>
    </message>
    <message>
      <location filename="engine/document/truth/comparison_file.py" />
      <source>a list is none</source>
      <translation>eine Liste ist keine</translation>
    </message>
    <message>
      <location filename="engine/document/truth/comparison_file.py" />
      <source> ({error} is missing)</source>
      <translation> ({error} fehlt)</translation>
    </message>
    <message>
      <location filename="engine/document/truth/comparison_file.py" />
      <source>{name} is no comparison of methods{reason}. Choose a file that was saved from one, or written by `eigenbrush measure methods --json`.</source>
      <translation>{name} ist kein Vergleich von Verfahren{reason}. Wählen Sie eine Datei, die aus einem gespeichert oder mit `eigenbrush measure methods --json` geschrieben wurde.</translation>
    </message>
    <message>
      <location filename="engine/document/tuning.py" />
      <source>tuned parts</source>
      <translation>angepasste Teile</translation>
    </message>
    <message>
      <location filename="engine/document/tuning.py" />
      <source>maps of noise</source>
      <translation>Rauschkarten</translation>
    </message>
    <message>
      <location filename="engine/document/tuning.py" />
      <source>what was fitted to its photo belongs to another generator</source>
      <translation>was an sein Foto angepasst wurde, gehört zu einem anderen Generator</translation>
    </message>
    <message>
      <location filename="engine/document/tuning.py" />
      <source>the noise that was fitted to the photo has {count:,} numbers, and at most {noise:,} are read</source>
      <translation>das an das Foto angepasste Rauschen hat {count:,} Zahlen, und höchstens {noise:,} werden gelesen</translation>
    </message>
    <message>
      <location filename="engine/document/tuning.py" />
      <source>a part of the generator is tuned twice</source>
      <translation>ein Teil des Generators ist zweimal angepasst</translation>
    </message>
    <message>
      <location filename="engine/document/tuning.py" />
      <source>a layer has noise twice</source>
      <translation>eine Schicht hat zweimal Rauschen</translation>
    </message>
    <message>
      <location filename="engine/document/tuning.py" />
      <source>{value} is no place in a generator</source>
      <translation>{value} ist keine Stelle in einem Generator</translation>
    </message>
    <message>
      <location filename="engine/document/tuning.py" />
      <source>what was fitted to the photo is no convolution</source>
      <translation>was an das Foto angepasst wurde, ist keine Faltung</translation>
    </message>
    <message>
      <location filename="engine/document/tuning.py" />
      <source>what was fitted to the photo has the shapes {shape} and {shape2}</source>
      <translation>was an das Foto angepasst wurde, hat die Formen {shape} und {shape2}</translation>
    </message>
    <message>
      <location filename="engine/document/tuning.py" />
      <source>what was fitted to the photo holds numbers that are not finite</source>
      <translation>was an das Foto angepasst wurde, enthält Zahlen, die nicht endlich sind</translation>
    </message>
    <message>
      <location filename="engine/document/tuning.py" />
      <source>what was fitted to the photo is no noise</source>
      <translation>was an das Foto angepasst wurde, ist kein Rauschen</translation>
    </message>
    <message>
      <location filename="engine/drawing/doubts.py" />
      <source>This file does not tell all settings of its network, and some were likely taken wrongly: {why}. Help &gt; About this generator shows the other ways to read it.</source>
      <translation>Diese Datei verrät nicht alle Einstellungen ihres Netzes, und einige wurden wohl falsch angenommen: {why}. Hilfe &gt; Über diesen Generator zeigt die anderen Lesarten.</translation>
    </message>
    <message>
      <location filename="engine/drawing/doubts.py" />
      <source>much of them is pure black or white</source>
      <translation>Vieles in den Bildern ist reines Schwarz oder Weiß</translation>
    </message>
    <message>
      <location filename="engine/drawing/doubts.py" />
      <source>they hardly show anything</source>
      <translation>die Bilder zeigen kaum etwas</translation>
    </message>
    <message>
      <location filename="engine/drawing/doubts.py" />
      <source>all faces are nearly the same</source>
      <translation>alle Gesichter sind beinahe gleich</translation>
    </message>
    <message>
      <location filename="engine/drawing/opened.py" />
      <source>This generator has the classes 0 to {classes}; there is no class {label}.</source>
      <translation>Dieser Generator hat die Klassen 0 bis {classes}; eine Klasse {label} gibt es nicht.</translation>
    </message>
    <message>
      <location filename="engine/drawing/passing.py" />
      <source>The film wanders in the layer {name}, which this generator lacks; remove that wandering.</source>
      <translation>Der Film wandert in der Schicht {name}, die diesem Generator fehlt; entfernen Sie dieses Wandern.</translation>
    </message>
    <message>
      <location filename="engine/drawing/ranges.py" />
      <source>looking how far sliders reach</source>
      <translation>ermitteln, wie weit Regler reichen</translation>
    </message>
    <message>
      <location filename="engine/drawing/renderer.py" />
      <source>This picture holds numbers that are not finite; move the sliders back towards the middle.</source>
      <translation>Dieses Bild enthält Zahlen, die nicht endlich sind; schieben Sie die Regler zurück zur Mitte.</translation>
    </message>
    <message>
      <location filename="engine/drawing/tuned.py" />
      <source>What was fitted to this picture's photo does not fit its generator: it was made for another one.</source>
      <translation>Was an das Foto dieses Bildes angepasst wurde, passt nicht zu seinem Generator: Es ist für einen anderen gemacht.</translation>
    </message>
    <message>
      <location filename="engine/export/animations.py" />
      <source>A WebP film cannot be larger than 4 GB; make it smaller or shorter, or choose MP4.</source>
      <translation>Ein WebP-Film kann nicht größer als 4 GB sein; machen Sie ihn kleiner oder kürzer, oder wählen Sie MP4.</translation>
    </message>
    <message>
      <location filename="engine/export/film.py" />
      <source>A traversal needs at least one slider; choose one.</source>
      <translation>Eine Durchfahrt braucht mindestens einen Regler; wählen Sie einen.</translation>
    </message>
    <message>
      <location filename="engine/export/folder.py" />
      <source>The name {name} is taken; choose another.</source>
      <translation>Der Name {name} ist vergeben; wählen Sie einen anderen.</translation>
    </message>
    <message>
      <location filename="engine/export/picture.py" />
      <source>another size</source>
      <translation>andere Größe</translation>
    </message>
    <message>
      <location filename="engine/export/png.py" />
      <source>The picture was not written to its end.</source>
      <translation>Das Bild wurde nicht zu Ende geschrieben.</translation>
    </message>
    <message>
      <location filename="engine/export/png.py" />
      <source>{name} needs more memory than there is. Close other programs, then save again.</source>
      <translation>{name} braucht mehr Speicher, als da ist. Schließen Sie andere Programme, und speichern Sie dann noch einmal.</translation>
    </message>
    <message>
      <location filename="engine/export/sheet.py" />
      <source>picture {i} of {count}</source>
      <translation>Bild {i} von {count}</translation>
    </message>
    <message>
      <location filename="engine/export/sheet.py" />
      <source>drawing {label}</source>
      <translation>{label} zeichnen</translation>
    </message>
    <message>
      <location filename="engine/export/soundtrack.py" />
      <source>{name} is no sound that can be read, so the film cannot carry it; choose another, or take it out of the film.</source>
      <translation>{name} ist kein Ton, der sich lesen lässt, also kann der Film ihn nicht tragen; wählen Sie einen anderen, oder nehmen Sie ihn aus dem Film.</translation>
    </message>
    <message>
      <location filename="engine/export/video.py" />
      <source>{title} needs {codec}, which this PyAV does not have: run pip install --force-reinstall av, or choose another format.</source>
      <translation>{title} braucht {codec}, und das fehlt diesem PyAV: Führen Sie pip install --force-reinstall av aus oder wählen Sie ein anderes Format.</translation>
    </message>
    <message>
      <location filename="engine/export/writing.py" />
      <source>frame {i} of {count}, {speed:.1f} a second</source>
      <translation>Einzelbild {i} von {count}, {speed:.1f} pro Sekunde</translation>
    </message>
    <message>
      <location filename="engine/export/writing.py" />
      <source>choosing the colours</source>
      <translation>Farben auswählen</translation>
    </message>
    <message>
      <location filename="engine/export/writing.py" />
      <source>frame {i} of {count}</source>
      <translation>Einzelbild {i} von {count}</translation>
    </message>
    <message>
      <location filename="engine/export/writing.py" />
      <source>writing the last frames</source>
      <translation>die letzten Einzelbilder schreiben</translation>
    </message>
    <message>
      <location filename="engine/film/aloud/device.py" />
      <source>The film plays without its sound: no device that plays sound was found.</source>
      <translation>Der Film läuft ohne Ton: Es wurde kein Gerät gefunden, das Ton abspielt.</translation>
    </message>
    <message>
      <location filename="engine/film/aloud/speaker.py" />
      <source>The film plays without its sound: {name} cannot be read{why}.</source>
      <translation>Der Film läuft ohne Ton: {name} lässt sich nicht lesen{why}.</translation>
    </message>
    <message>
      <location filename="engine/film/aloud/speaker.py" />
      <source>The film plays without its sound, for which the packages soundfile and miniaudio are needed: run pip install "eigenbrush[sound]".</source>
      <translation>Der Film läuft ohne Ton, wofür die Pakete soundfile und miniaudio nötig sind: Führen Sie pip install "eigenbrush[sound]" aus.</translation>
    </message>
    <message>
      <location filename="engine/film/aloud/speaker.py" />
      <source>The film plays on without its sound: the device that plays it does not answer any more.</source>
      <translation>Der Film läuft ohne Ton weiter: Das Gerät, das ihn abspielt, antwortet nicht mehr.</translation>
    </message>
    <message>
      <location filename="engine/film/listening.py" />
      <source>listening</source>
      <translation>hinhören</translation>
    </message>
    <message>
      <location filename="engine/film/pacing.py" />
      <source>measuring how fast the picture changes</source>
      <translation>messen, wie schnell sich das Bild ändert</translation>
    </message>
    <message>
      <location filename="engine/film/sound_file.py" />
      <source>The sound {path} cannot be opened; choose it again, or take it out of the film.</source>
      <translation>Der Ton {path} lässt sich nicht öffnen; wählen Sie ihn noch einmal oder nehmen Sie ihn aus dem Film.</translation>
    </message>
    <message>
      <location filename="engine/film/sound_file.py" />
      <source>The sound {path} has changed since the film was made; choose it again.</source>
      <translation>Der Ton {path} hat sich geändert, seit der Film entstand; wählen Sie ihn noch einmal.</translation>
    </message>
    <message>
      <location filename="engine/film/sound_file.py" />
      <source>{name} is empty or damaged; choose another sound.</source>
      <translation>{name} ist leer oder beschädigt; wählen Sie einen anderen Ton.</translation>
    </message>
    <message>
      <location filename="engine/film/sound_file.py" />
      <source>it has {rate} samples a second in {channels} channels</source>
      <translation>sie hat {rate} Abtastwerte pro Sekunde in {channels} Kanälen</translation>
    </message>
    <message>
      <location filename="engine/film/sound_file.py" />
      <source>it is longer than {minutes} minutes</source>
      <translation>sie ist länger als {minutes} Minuten</translation>
    </message>
    <message>
      <location filename="engine/film/sound_file.py" />
      <source>{name} is no WAV, and to read FLAC, OGG and MP3 the package soundfile is needed: run pip install "eigenbrush[sound]", or save the sound as WAV.</source>
      <translation>{name} ist keine WAV-Datei, und um FLAC, OGG und MP3 zu lesen, ist das Paket soundfile nötig: Führen Sie pip install "eigenbrush[sound]" aus, oder speichern Sie den Ton als WAV.</translation>
    </message>
    <message>
      <location filename="engine/film/sound_file.py" />
      <source>reading the sound</source>
      <translation>den Ton lesen</translation>
    </message>
    <message>
      <location filename="engine/film/sound_file.py" />
      <source>{name} is no sound that can be read, or it is damaged{why}; choose another, or save it as WAV of 16 bits.</source>
      <translation>{name} ist keine lesbare Tondatei oder beschädigt{why}; wählen Sie eine andere oder speichern Sie sie als WAV mit 16 Bit.</translation>
    </message>
    <message>
      <location filename="engine/generator.py" />
      <source>The noise that was fitted to this picture's photo does not fit its generator: it was made for another one.</source>
      <translation>Das Rauschen, das an das Foto dieses Bildes angepasst wurde, passt nicht zu seinem Generator: Es ist für einen anderen gemacht.</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>This file was converted to a faster form, so it opens quicker the next time.</source>
      <translation>Diese Datei wurde in eine schnellere Form umgewandelt, damit sie sich das nächste Mal rascher öffnet.</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>{name} holds {count} weights ({some}) of no generator family known</source>
      <translation>{name} enthält {count} Gewichte ({some}) keiner bekannten Familie von Generatoren</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>{name} was opened: the newest snapshot in {folder}.</source>
      <translation>{name} wurde geöffnet: der neueste Schnappschuss in {folder}.</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>; the nearest is {title}, but {problem}</source>
      <translation>; am nächsten kommt {title}, aber {problem}</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>{sentence_}; the families that open are {titles} and {last}.</source>
      <translation>{sentence_}; öffnen lassen sich die Familien {titles} und {last}.</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>an {title}</source>
      <translation>ein {title}</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>a {title}</source>
      <translation>ein {title}</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>none in this installation</source>
      <translation>keiner in dieser Installation</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>There is no built-in generator called {name}; there is {known}.</source>
      <translation>Es gibt keinen eingebauten Generator namens {name}; es gibt {known}.</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>{name} is no engine.generator.Generator with matches and from_weights</source>
      <translation>{name} ist kein engine.generator.Generator mit matches und from_weights</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>{name} has no title</source>
      <translation>{name} hat keinen Titel</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>building the network</source>
      <translation>Netz aufbauen</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>{name} holds a network whose parts do not work together here, in a way that no check expected; use another checkpoint of it. The log has the details.</source>
      <translation>{name} enthält ein Netz, dessen Teile hier nicht zusammenarbeiten, auf eine Weise, mit der keine Prüfung rechnete; nehmen Sie einen anderen Checkpoint davon. Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
      <location filename="engine/generators/__init__.py" />
      <source>{name} looks like {a} but does not fit together: {problem}; use another checkpoint of it.</source>
      <translation>{name} sieht aus wie {a}, passt aber nicht zusammen: {problem}; nehmen Sie einen anderen Checkpoint davon.</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/family.py" />
      <source>Classes here have the numbers 0 to {classes}; choose one of them.</source>
      <translation>Die Klassen haben hier die Nummern 0 bis {classes}; wählen Sie eine davon.</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/family.py" />
      <source>block {i}, {side} px</source>
      <translation>Block {i}, {side} px</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/hub.py" />
      <source>{key} takes {shape} numbers, of which {shape2} are the class</source>
      <translation>{key} nimmt {shape} Zahlen, von denen {shape2} die Klasse sind</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/hub.py" />
      <source>{key} gives {start_count} numbers, where {side} x {side} places are needed</source>
      <translation>{key} gibt {start_count} Zahlen, wo {side} x {side} Stellen nötig sind</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/hub.py" />
      <source>{key} gives {wide} channels, where {channels} or half of them are needed</source>
      <translation>{key} gibt {wide} Kanäle, wo {channels} oder die Hälfte davon nötig sind</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/hub.py" />
      <source>{key} gives {weight_count} channels, where a picture has 3</source>
      <translation>{key} gibt {weight_count} Kanäle, wo ein Bild 3 hat</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/hub.py" />
      <source>its config.json holds no settings</source>
      <translation>seine config.json enthält keine Einstellungen</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/hub.py" />
      <source>eps in its config.json is not a number between 0 and 1</source>
      <translation>eps in seiner config.json ist keine Zahl zwischen 0 und 1</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/hub.py" />
      <source>generator.layers.0.bn_0.running_means is missing</source>
      <translation>generator.layers.0.bn_0.running_means fehlt</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/hub.py" />
      <source>layers in its config.json is not a list of blocks</source>
      <translation>layers in seiner config.json ist keine Liste von Blöcken</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/hub.py" />
      <source>its config.json has {layers_count} layers, where the weights have {count}</source>
      <translation>seine config.json hat {layers_count} Schichten, wo die Gewichte {count} haben</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/hub.py" />
      <source>layers in its config.json do not say whether they double the side</source>
      <translation>layers in seiner config.json sagt nicht, welche die Seite verdoppeln</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/hub.py" />
      <source>its config.json cannot be read</source>
      <translation>seine config.json ist nicht lesbar</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/hub.py" />
      <source>{prefix}gamma is of attention after attention</source>
      <translation>{prefix}gamma gehört zu Attention nach Attention</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/original.py" />
      <source>linear.weight gives {count} numbers, where {side} x {side} places are needed</source>
      <translation>linear.weight gibt {count} Zahlen, wo {side} x {side} Stellen nötig sind</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/original.py" />
      <source>{key} and its like do not say which of {count} blocks double the side</source>
      <translation>{key} und seinesgleichen sagen nicht, welche von {count} Blöcken die Seite verdoppeln</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/original.py" />
      <source>{key} reads noise alone; a BigGAN without classes does not open</source>
      <translation>{key} liest nur Rauschen; ein BigGAN ohne Klassen lässt sich nicht öffnen</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/original.py" />
      <source>linear.weight takes {shape} numbers, of which {shape2} are the class</source>
      <translation>linear.weight nimmt {shape} Zahlen, von denen {shape2} die Klasse sind</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/original.py" />
      <source>{key} gives {weight_count} channels, where at most {channels} are possible</source>
      <translation>{key} gibt {weight_count} Kanäle, wo höchstens {channels} möglich sind</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/studio.py" />
      <source>{name} is of InfoGAN's further codes, which do not open here</source>
      <translation>{name} gehört zu InfoGANs weiteren Codes, die sich hier nicht öffnen lassen</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/weights.py" />
      <source>{key} would make a picture wider than {largest} pixels</source>
      <translation>{key} ergäbe ein Bild, das breiter ist als {largest} Pixel</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/weights.py" />
      <source>{key} gives {channels} channels of {side} px, which no memory holds</source>
      <translation>{key} gibt {channels} Kanäle zu {side} px, die kein Speicher fasst</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/weights.py" />
      <source>{key} makes a code of {length} numbers, where {most_inputs} are the most</source>
      <translation>{key} ergibt einen Code aus {length} Zahlen, wo {most_inputs} das Höchste sind</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/weights.py" />
      <source>{missing} is missing</source>
      <translation>{missing} fehlt</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/weights.py" />
      <source>{key} gives a spectral norm of {item:g}, by which nothing can be divided</source>
      <translation>{key} gibt eine Spektralnorm von {item:g}, durch die sich nichts teilen lässt</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/weights.py" />
      <source>{gamma} is of attention at {side} px; it is possible up to {largest_attention}</source>
      <translation>{gamma} gehört zu Attention bei {side} px; möglich ist sie bis {largest_attention}</translation>
    </message>
    <message>
      <location filename="engine/generators/biggan/weights.py" />
      <source>{rest}{more} is no part of one</source>
      <translation>{rest}{more} gehört nicht dazu</translation>
    </message>
    <message>
      <location filename="engine/generators/classes.py" />
      <source>{count} classes of {classes} are needed, not {by} numbers.</source>
      <translation>{count} Klassen von {classes} sind nötig, nicht {by} Zahlen.</translation>
    </message>
    <message>
      <location filename="engine/generators/classes.py" />
      <source>The classes here are 0 to {classes}; choose one of them.</source>
      <translation>Die Klassen sind hier 0 bis {classes}; wählen Sie eine davon.</translation>
    </message>
    <message>
      <location filename="engine/generators/colours.py" />
      <source>Its pictures are partly transparent; they are shown and saved over white.</source>
      <translation>Die Bilder sind teilweise durchsichtig; sie werden über Weiß gezeigt und gespeichert.</translation>
    </message>
    <message>
      <location filename="engine/generators/dcgan.py" />
      <source>{strange}{more} is no part of one</source>
      <translation>{strange}{more} gehört nicht dazu</translation>
    </message>
    <message>
      <location filename="engine/generators/dcgan.py" />
      <source>{key} is {by}, where a convolution with a 4 x 4 kernel is needed</source>
      <translation>{key} ist {by}, wo eine Faltung mit einem Kern von 4 x 4 nötig ist</translation>
    </message>
    <message>
      <location filename="engine/generators/dcgan.py" />
      <source>{key} takes {shape} channels, where the layer before it gives {channels}</source>
      <translation>{key} nimmt {shape} Kanäle, wo die Schicht davor {channels} gibt</translation>
    </message>
    <message>
      <location filename="engine/generators/dcgan.py" />
      <source>{name}.bias is {by}, where {shape} is needed</source>
      <translation>{name}.bias ist {by}, wo {shape} nötig ist</translation>
    </message>
    <message>
      <location filename="engine/generators/dcgan.py" />
      <source>{name}.running_var is missing</source>
      <translation>{name}.running_var fehlt</translation>
    </message>
    <message>
      <location filename="engine/generators/dcgan.py" />
      <source>{name}.running_var holds a negative variance</source>
      <translation>{name}.running_var enthält eine negative Varianz</translation>
    </message>
    <message>
      <location filename="engine/generators/dcgan.py" />
      <source>{prefix}* has {names_count} convolutions, where at least 2 are needed</source>
      <translation>{prefix}* hat {names_count} Faltungen, wo mindestens 2 nötig sind</translation>
    </message>
    <message>
      <location filename="engine/generators/dcgan.py" />
      <source>{last} gives {channels} channels, where a picture has 3 (or 1)</source>
      <translation>{last} gibt {channels} Kanäle, wo ein Bild 3 (oder 1) hat</translation>
    </message>
    <message>
      <location filename="engine/generators/dcgan.py" />
      <source>{key} takes a code of {inputs} numbers, where {most_inputs} are the most</source>
      <translation>{key} nimmt einen Code aus {inputs} Zahlen, wo {most_inputs} das Höchste sind</translation>
    </message>
    <message>
      <location filename="engine/generators/dcgan.py" />
      <source>{name}.{part} is {by}, where {channels} is needed</source>
      <translation>{name}.{part} ist {by}, wo {channels} nötig ist</translation>
    </message>
    <message>
      <location filename="engine/generators/dcgan.py" />
      <source>{key} gives {shape} channels of {side} px, which no memory holds</source>
      <translation>{key} gibt {shape} Kanäle zu {side} px, die kein Speicher fasst</translation>
    </message>
    <message>
      <location filename="engine/generators/dcgan.py" />
      <source>{name}.running_mean is of a batch norm where none belongs</source>
      <translation>{name}.running_mean gehört zu einer Batch-Norm, wo keine hingehört</translation>
    </message>
    <message>
      <location filename="engine/generators/eigengan/family.py" />
      <source>blocks.0.c.weight has a kernel of {up_kernel}, where 3 or 4 is needed</source>
      <translation>blocks.0.c.weight hat einen Kern von {up_kernel}, wo 3 oder 4 nötig ist</translation>
    </message>
    <message>
      <location filename="engine/generators/eigengan/family.py" />
      <source>out.weight has a kernel of {out_kernel}, where an odd one is needed</source>
      <translation>out.weight hat einen Kern von {out_kernel}, wo ein ungerader nötig ist</translation>
    </message>
    <message>
      <location filename="engine/generators/eigengan/family.py" />
      <source>{key} gives {channels} channels of {resolution} px, which no memory holds</source>
      <translation>{key} gibt {channels} Kanäle zu {resolution} px, die kein Speicher fasst</translation>
    </message>
    <message>
      <location filename="engine/generators/eigengan/family.py" />
      <source>{name} is no part of one</source>
      <translation>{name} gehört nicht dazu</translation>
    </message>
    <message>
      <location filename="engine/generators/eigengan/family.py" />
      <source>{name} is {by}, where {wanted} sizes are needed</source>
      <translation>{name} ist {by}, wo {wanted} Größen nötig sind</translation>
    </message>
    <message>
      <location filename="engine/generators/eigengan/network.py" />
      <source>the widths of neighbouring levels do not fit together</source>
      <translation>die Breiten benachbarter Stufen passen nicht zusammen</translation>
    </message>
    <message>
      <location filename="engine/generators/eigengan/network.py" />
      <source>blocks.{i}.sub.U does not fit a side of {value} and {wide} channels</source>
      <translation>blocks.{i}.sub.U passt nicht zu einer Seite von {value} und {wide} Kanälen</translation>
    </message>
    <message>
      <location filename="engine/generators/fastgan/weights.py" />
      <source>{name} gives {colours} channels, where a picture has 3 (or 1)</source>
      <translation>{name} gibt {colours} Kanäle, wo ein Bild 3 (oder 1) hat</translation>
    </message>
    <message>
      <location filename="engine/generators/fastgan/weights.py" />
      <source>{name} reads {colours} channels, which no side from {least} to {largest} px gives</source>
      <translation>{name} liest {colours} Kanäle, die keine Seite von {least} bis {largest} px ergibt</translation>
    </message>
    <message>
      <location filename="engine/generators/fastgan/weights.py" />
      <source>an even number of channels that memory holds</source>
      <translation>eine gerade Zahl von Kanälen, die der Speicher fasst</translation>
    </message>
    <message>
      <location filename="engine/generators/foreign.py" />
      <source>holds an EG3D, which draws a volume and a camera and does not open here; its StyleGAN2 or 3 relatives do.</source>
      <translation>enthält ein EG3D, das ein Volumen und eine Kamera zeichnet und sich hier nicht öffnen lässt; seine Verwandten StyleGAN2 und 3 schon.</translation>
    </message>
    <message>
      <location filename="engine/generators/foreign.py" />
      <source>holds a diffusion model or a part of one, which has no code to move and does not open here; a GAN does.</source>
      <translation>enthält ein Diffusionsmodell oder einen Teil davon, das keinen Code zum Bewegen hat und sich hier nicht öffnen lässt; ein GAN schon.</translation>
    </message>
    <message>
      <location filename="engine/generators/foreign.py" />
      <source>holds an autoencoder (VQGAN or VAE), which has no random code and does not open here; a GAN does.</source>
      <translation>enthält einen Autoencoder (VQGAN oder VAE), der keinen zufälligen Code hat und sich hier nicht öffnen lässt; ein GAN schon.</translation>
    </message>
    <message>
      <location filename="engine/generators/foreign.py" />
      <source>holds a part of a stylegan2-pytorch or of a lightweight-gan, which is not enough to draw with; choose the whole model_N.pt.</source>
      <translation>enthält einen Teil eines stylegan2-pytorch oder lightweight-gan, der zum Zeichnen nicht reicht; die ganze model_N.pt wählen.</translation>
    </message>
    <message>
      <location filename="engine/generators/foreign.py" />
      <source>holds a network that restores photos (GFPGAN), not a generator; open the StyleGAN2 that it was made from.</source>
      <translation>enthält ein Netz, das Fotos wiederherstellt (GFPGAN), keinen Generator; öffnen Sie das StyleGAN2, aus dem es entstand.</translation>
    </message>
    <message>
      <location filename="engine/generators/foreign.py" />
      <source>holds an encoder, which finds codes and draws none; choose the file of its generator.</source>
      <translation>enthält einen Encoder, der Codes findet und keine zeichnet; wählen Sie die Datei seines Generators.</translation>
    </message>
    <message>
      <location filename="engine/generators/foreign.py" />
      <source>holds a discriminator, which judges pictures and draws none; choose the generator saved with it.</source>
      <translation>enthält einen Diskriminator, der Bilder beurteilt und keine zeichnet; wählen Sie den Generator, der mit ihm gespeichert wurde.</translation>
    </message>
    <message>
      <location filename="engine/generators/foreign.py" />
      <source>holds a network that turns one picture into another (pix2pix, CycleGAN), which has no code to move; a generator of pictures from noise opens.</source>
      <translation>enthält ein Netz, das ein Bild in ein anderes verwandelt (pix2pix, CycleGAN) und keinen Code zum Bewegen hat; ein Generator, der Bilder aus Rauschen macht, lässt sich öffnen.</translation>
    </message>
    <message>
      <location filename="engine/generators/glo.py" />
      <source>mean is {by}, where the numbers of a code are needed</source>
      <translation>mean ist {by}, wo die Zahlen eines Codes nötig sind</translation>
    </message>
    <message>
      <location filename="engine/generators/glo.py" />
      <source>mean and {ups} are of a code or a picture of no size known here</source>
      <translation>mean und {ups} gehören zu einem Code oder Bild von hier unbekannter Größe</translation>
    </message>
    <message>
      <location filename="engine/generators/glo.py" />
      <source>{name} is missing</source>
      <translation>{name} fehlt</translation>
    </message>
    <message>
      <location filename="engine/generators/glo.py" />
      <source>is missing</source>
      <translation>fehlt</translation>
    </message>
    <message>
      <location filename="engine/generators/glo.py" />
      <source>is no part of one</source>
      <translation>gehört nicht dazu</translation>
    </message>
    <message>
      <location filename="engine/generators/glo.py" />
      <source>{name} is {by}, where {by2} is needed</source>
      <translation>{name} ist {by}, wo {by2} nötig ist</translation>
    </message>
    <message>
      <location filename="engine/generators/guessed.py" />
      <source>This file does not tell how its mapping network was trained. Its weights look like those of a learning rate multiplier of {rate}, not of the usual 0.01, so that is used.</source>
      <translation>Diese Datei sagt nicht, wie ihr Mapping-Netz trainiert wurde. Ihre Gewichte sehen nicht nach dem üblichen Lernraten-Faktor 0.01 aus, sondern nach {rate}; darum wird dieser verwendet.</translation>
    </message>
    <message>
      <location filename="engine/generators/lightweight/weights.py" />
      <source>an even number of channels</source>
      <translation>eine gerade Zahl von Kanälen</translation>
    </message>
    <message>
      <location filename="engine/generators/lightweight/weights.py" />
      <source>3 colours, or 4 with transparency</source>
      <translation>3 Farben, oder 4 mit Transparenz</translation>
    </message>
    <message>
      <location filename="engine/generators/lightweight/weights.py" />
      <source>{key} scales features of which there are none</source>
      <translation>{key} skaliert Merkmale, die es nicht gibt</translation>
    </message>
    <message>
      <location filename="engine/generators/lightweight/weights.py" />
      <source>a number of channels that 8 divides</source>
      <translation>eine durch 8 teilbare Zahl von Kanälen</translation>
    </message>
    <message>
      <location filename="engine/generators/lucidrains/family.py" />
      <source>This file does not tell how its mapping network was trained. A learning rate multiplier of {rate} is used, which is the usual one of stylegan2-pytorch.</source>
      <translation>Diese Datei verrät nicht, wie ihr Mapping-Netz trainiert wurde. Verwendet wird ein Lernratenfaktor von {rate}, der bei stylegan2-pytorch übliche.</translation>
    </message>
    <message>
      <location filename="engine/generators/lucidrains/weights.py" />
      <source>no more than memory holds</source>
      <translation>nicht mehr, als der Speicher fasst</translation>
    </message>
    <message>
      <location filename="engine/generators/pggan/family.py" />
      <source>{first} px, {value}</source>
      <translation>{first} px, {value}</translation>
    </message>
    <message>
      <location filename="engine/generators/pggan/layers.py" />
      <source>{layer}* make {blocks} blocks, where 2 to 9 (8 to {largest} pixels) are needed</source>
      <translation>{layer}* ergeben {blocks} Blöcke, wo 2 bis 9 (8 bis {largest} Pixel) nötig sind</translation>
    </message>
    <message>
      <location filename="engine/generators/pggan/layers.py" />
      <source>{missing} is missing{more}</source>
      <translation>{missing} fehlt{more}</translation>
    </message>
    <message>
      <location filename="engine/generators/pggan/layers.py" />
      <source>{strange} is no part of one{more}</source>
      <translation>{strange} gehört nicht dazu{more}</translation>
    </message>
    <message>
      <location filename="engine/generators/pggan/layers.py" />
      <source>{called} is {shape}, where {wanted} is needed{more}</source>
      <translation>{called} ist {shape}, wo {wanted} nötig ist{more}</translation>
    </message>
    <message>
      <location filename="engine/generators/pggan/layers.py" />
      <source>{odd} holds no fractions, where float32 is needed</source>
      <translation>{odd} enthält keine Bruchzahlen, wo float32 nötig ist</translation>
    </message>
    <message>
      <location filename="engine/generators/pggan/layers.py" />
      <source>{called} is {level}, where 0 is needed: it was saved while the network still grew</source>
      <translation>{called} ist {level}, wo 0 nötig ist: Es wurde gespeichert, als das Netz noch wuchs</translation>
    </message>
    <message>
      <location filename="engine/generators/pggan/layers.py" />
      <source>{name} is there twice, also as {called}</source>
      <translation>{name} ist zweimal da, auch als {called}</translation>
    </message>
    <message>
      <location filename="engine/generators/r3gan/family.py" />
      <source>an odd kernel over a part of {wide} channels</source>
      <translation>ein ungerader Kern über einem Teil von {wide} Kanälen</translation>
    </message>
    <message>
      <location filename="engine/generators/r3gan/family.py" />
      <source>room for the noise beside it</source>
      <translation>Platz für das Rauschen daneben</translation>
    </message>
    <message>
      <location filename="engine/generators/r3gan/family.py" />
      <source>{key} gives features of {side} px, which no memory holds</source>
      <translation>{key} ergibt Merkmale von {side} px, die kein Speicher fasst</translation>
    </message>
    <message>
      <location filename="engine/generators/r3gan/family.py" />
      <source>1 or 3 colours</source>
      <translation>1 oder 3 Farben</translation>
    </message>
    <message>
      <location filename="engine/generators/reading.py" />
      <source>a single number</source>
      <translation>eine einzelne Zahl</translation>
    </message>
    <message>
      <location filename="engine/generators/reading.py" />
      <source> (and {names_count} more)</source>
      <translation> (und {names_count} weitere)</translation>
    </message>
    <message>
      <location filename="engine/generators/reading.py" />
      <source>{key} is {by}, where {needed} is needed</source>
      <translation>{key} ist {by}, wo {needed} nötig ist</translation>
    </message>
    <message>
      <location filename="engine/generators/reading.py" />
      <source>{axes} sizes</source>
      <translation>{axes} Größen</translation>
    </message>
    <message>
      <location filename="engine/generators/reading.py" />
      <source>{key} holds complex numbers, where real ones are needed</source>
      <translation>{key} enthält komplexe Zahlen, wo reelle nötig sind</translation>
    </message>
    <message>
      <location filename="engine/generators/reading.py" />
      <source>{key} holds a negative variance</source>
      <translation>{key} enthält eine negative Varianz</translation>
    </message>
    <message>
      <location filename="engine/generators/reading.py" />
      <source>any</source>
      <translation>beliebig</translation>
    </message>
    <message>
      <location filename="engine/generators/sngan/building.py" />
      <source>{key} is {value}</source>
      <translation>{key} ist {value}</translation>
    </message>
    <message>
      <location filename="engine/generators/sngan/building.py" />
      <source>l1.weight gives {rows} numbers, no square of {channels} channels</source>
      <translation>l1.weight gibt {rows} Zahlen, kein Quadrat aus {channels} Kanälen</translation>
    </message>
    <message>
      <location filename="engine/generators/sngan/building.py" />
      <source>{strange} is no part of one</source>
      <translation>{strange} gehört nicht dazu</translation>
    </message>
    <message>
      <location filename="engine/generators/sngan/building.py" />
      <source>{key} is among {channels} channels of {side} px, which no memory holds</source>
      <translation>{key} ist unter {channels} Kanälen zu {side} px, die kein Speicher fasst</translation>
    </message>
    <message>
      <location filename="engine/generators/sngan/building.py" />
      <source>l1.weight and the classes make a code of {inputs} numbers; {most_inputs} are the most</source>
      <translation>l1.weight und die Klassen ergeben einen Code aus {inputs} Zahlen; {most_inputs} sind das Höchste</translation>
    </message>
    <message>
      <location filename="engine/generators/sngan/building.py" />
      <source>missing</source>
      <translation>fehlt</translation>
    </message>
    <message>
      <location filename="engine/generators/sngan/building.py" />
      <source>of a critic</source>
      <translation>Teil eines Kritikers</translation>
    </message>
    <message>
      <location filename="engine/generators/sngan/weights.py" />
      <source>of a norm that takes a class</source>
      <translation>Teil einer Norm mit Klasse</translation>
    </message>
    <message>
      <location filename="engine/generators/sngan/weights.py" />
      <source>of a norm that takes no class</source>
      <translation>Teil einer Norm ohne Klasse</translation>
    </message>
    <message>
      <location filename="engine/generators/sngan/weights.py" />
      <source>{wrong} is {problem}, unlike the one before it</source>
      <translation>{wrong} ist {problem}, anders als das davor</translation>
    </message>
    <message>
      <location filename="engine/generators/sngan/weights.py" />
      <source>{name} is not the same as {copies}.{part}</source>
      <translation>{name} ist nicht dasselbe wie {copies}.{part}</translation>
    </message>
    <message>
      <location filename="engine/generators/spectral.py" />
      <source>{name} is a single row, which has no spectral norm</source>
      <translation>{name} ist eine einzige Zeile, die keine Spektralnorm hat</translation>
    </message>
    <message>
      <location filename="engine/generators/spectral.py" />
      <source>{name} has no spectral norm ({names} and {names2} give {sigma:g})</source>
      <translation>{name} hat keine Spektralnorm ({names} und {names2} ergeben {sigma:g})</translation>
    </message>
    <message>
      <location filename="engine/generators/spectral.py" />
      <source>{vector} is missing</source>
      <translation>{vector} fehlt</translation>
    </message>
    <message>
      <location filename="engine/generators/spectral.py" />
      <source>{vector} is {by}, not {size}</source>
      <translation>{vector} ist {by}, nicht {size}</translation>
    </message>
    <message>
      <location filename="engine/generators/studio_dcgan.py" />
      <source>a number of rows that 16 divides</source>
      <translation>eine durch 16 teilbare Zahl von Zeilen</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan1/weights.py" />
      <source>{called} is not the blur 1, 2, 1 that every one has</source>
      <translation>{called} ist nicht die Unschärfe 1, 2, 1, die jeder hat</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/filters.py" />
      <source>{name} is {by}, where a filter of at most {longest} x {longest} is needed</source>
      <translation>{name} ist {by}, nötig ist ein Filter von höchstens {longest} x {longest}</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/filters.py" />
      <source>{name} is not the same filter as {names}</source>
      <translation>{name} ist nicht derselbe Filter wie {names}</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/filters.py" />
      <source>{name} is of another wavelet than Haar's</source>
      <translation>{name} gehört zu einem anderen Wavelet als dem von Haar</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/mapping.py" />
      <source>{key} takes {inputs} numbers, which leaves none for the noise</source>
      <translation>{key} nimmt {inputs} Zahlen, was keine für das Rauschen übrig lässt</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/mapping.py" />
      <source>{key} takes {inputs} numbers, {half} of noise and {half} of a class, but the embedding of the classes was lost when the file was converted, and without it every picture is wrong (the original .pkl has it)</source>
      <translation>{key} nimmt {inputs} Zahlen, {half} vom Rauschen und {half} von einer Klasse, aber die Einbettung der Klassen ging beim Umwandeln der Datei verloren, und ohne sie ist jedes Bild falsch (die ursprüngliche .pkl hat sie)</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/synthesis.py" />
      <source>{side} px, {name}</source>
      <translation>{side} px, {name}</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/weights.py" />
      <source>{key} is no part of one</source>
      <translation>{key} gehört nicht dazu</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/weights.py" />
      <source>{key} gives {colours} channels, where a picture has 3 (or 1, or 4)</source>
      <translation>{key} ergibt {colours} Kanäle, ein Bild hat aber 3 (oder 1, oder 4)</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/weights.py" />
      <source>at most {widest} x {widest}</source>
      <translation>höchstens {widest} x {widest}</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/weights.py" />
      <source>{key} is {by}, where {by2} is needed</source>
      <translation>{key} ist {by}, wo {by2} nötig ist</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/weights.py" />
      <source>its activation is {settings}, where only lrelu is known</source>
      <translation>seine Aktivierung ist {settings}, bekannt ist aber nur lrelu</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/weights.py" />
      <source>its setting {name} is {value}, where a number above 0 is needed</source>
      <translation>seine Einstellung {name} ist {value}, wo eine Zahl über 0 nötig ist</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/weights.py" />
      <source>its settings (config) are not readable JSON</source>
      <translation>seine Einstellungen (config) sind kein lesbares JSON</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/weights.py" />
      <source>{axes} dimensions</source>
      <translation>{axes} Dimensionen</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan2/weights.py" />
      <source>a row of numbers</source>
      <translation>eine Reihe Zahlen</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/alias_free.py" />
      <source>whose layers lose the picture's margins; its form T opens</source>
      <translation>deren Schichten die Ränder des Bildes verlieren; ihre Form T lässt sich öffnen</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/alias_free.py" />
      <source>a multiple of {taps} numbers</source>
      <translation>ein Vielfaches von {taps} Zahlen</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/alias_free.py" />
      <source>{name} is of the form R of that program, {why}</source>
      <translation>{name} ist von der Form R jenes Programms, {why}</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/family.py" />
      <source>synthesis.L{missing}_* is missing</source>
      <translation>synthesis.L{missing}_* fehlt</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/family.py" />
      <source>{names} makes a picture that is not {smallest} to {largest} pixels wide</source>
      <translation>{names} ergibt ein Bild, das nicht {smallest} bis {largest} Pixel breit ist</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/family.py" />
      <source>{names} gives {channels} channels, where a picture has 3 (or 1, or 4)</source>
      <translation>{names} ergibt {channels} Kanäle, ein Bild hat aber 3 (oder 1, oder 4)</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/family.py" />
      <source>{names} has another sampling rate than {names2}</source>
      <translation>{names} hat eine andere Abtastrate als {names2}</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/family.py" />
      <source>first_cutoff in its config is too large for {rate} samples</source>
      <translation>first_cutoff in seiner config ist zu groß für {rate} Abtastwerte</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/family.py" />
      <source>L{i} {after} px</source>
      <translation>L{i} {after} px</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/family.py" />
      <source>{name} is {size} pixels wide, where its settings give {size2}</source>
      <translation>{name} ist {size} Pixel breit, wo seine Einstellungen {size2} ergeben</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/family.py" />
      <source>{name} holds no fractions, where they are needed</source>
      <translation>{name} enthält keine Bruchzahlen, wo sie nötig sind</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/family.py" />
      <source>{name} is no positive number</source>
      <translation>{name} ist keine positive Zahl</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/family.py" />
      <source>{name} would need {channels:.1f} GB for a picture</source>
      <translation>{name} bräuchte {channels:.1f} GB für ein Bild</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/family.py" />
      <source>{key} is of a second layer {index}, beside {found}</source>
      <translation>{key} gehört zu einer zweiten Schicht {index}, neben {found}</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/mapping.py" />
      <source>mapping.fc0.weight has no room for the noise beside the class</source>
      <translation>mapping.fc0.weight hat neben der Klasse keinen Platz für das Rauschen</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/mapping.py" />
      <source>{classes} rows at least</source>
      <translation>mindestens {classes} Zeilen</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/schedule.py" />
      <source>the config in its metadata is no object with kwargs</source>
      <translation>die config in seinen Metadaten ist kein Objekt mit kwargs</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/schedule.py" />
      <source>{name} in its config is not a number from {low:g} to {high:g}</source>
      <translation>{name} in seiner config ist keine Zahl von {low:g} bis {high:g}</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/schedule.py" />
      <source>{name} in its config is {value}, where a whole number is needed</source>
      <translation>{name} in seiner config ist {value}, wo eine ganze Zahl nötig ist</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/schedule.py" />
      <source>num_critical is {num_critical}, where fewer than {layers} are needed</source>
      <translation>num_critical ist {num_critical}, wo weniger als {layers} nötig sind</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/schedule.py" />
      <source>the config in its metadata cannot be read</source>
      <translation>die config in seinen Metadaten ist nicht lesbar</translation>
    </message>
    <message>
      <location filename="engine/generators/stylegan3/schedule.py" />
      <source>{name} is {size} pixels wide, where a power of two and two margins of {margin} are needed</source>
      <translation>{name} ist {size} Pixel breit, wo eine Zweierpotenz und zwei Ränder von {margin} nötig sind</translation>
    </message>
    <message>
      <location filename="engine/inversion/alignment.py" />
      <source>These points do not say where the face lies. Place the square by hand.</source>
      <translation>Diese Punkte sagen nicht, wo das Gesicht liegt. Setzen Sie das Quadrat von Hand.</translation>
    </message>
    <message>
      <location filename="engine/inversion/alignment.py" />
      <source>cutting out the face</source>
      <translation>Gesicht ausschneiden</translation>
    </message>
    <message>
      <location filename="engine/inversion/faces.py" />
      <source>looking for smaller faces</source>
      <translation>kleinere Gesichter suchen</translation>
    </message>
    <message>
      <location filename="engine/inversion/fitting/noise.py" />
      <source>fitting its noise</source>
      <translation>sein Rauschen anpassen</translation>
    </message>
    <message>
      <location filename="engine/inversion/fitting/tuning.py" />
      <source>This generator has no blocks that could be fitted to a photo. Look for the photo without that.</source>
      <translation>Dieser Generator hat keine Blöcke, die sich an ein Foto anpassen ließen. Suchen Sie das Foto ohne das.</translation>
    </message>
    <message>
      <location filename="engine/inversion/fitting/tuning.py" />
      <source>fitting the generator</source>
      <translation>Generator anpassen</translation>
    </message>
    <message>
      <location filename="engine/inversion/ignoring.py" />
      <source>Nearly everything in the square is painted over, so there is nothing to find. Clear some of the paint, or move the square.</source>
      <translation>Fast alles im Quadrat ist übermalt, es gibt also nichts zu finden. Entfernen Sie etwas Farbe, oder verschieben Sie das Quadrat.</translation>
    </message>
    <message>
      <location filename="engine/inversion/ignoring.py" />
      <source>guessing what is painted over</source>
      <translation>raten, was übermalt ist</translation>
    </message>
    <message>
      <location filename="engine/inversion/inverting.py" />
      <source>A search begins from 1 to {most} starts; {starts} is not possible.</source>
      <translation>Eine Suche beginnt an 1 bis {most} Anfängen; {starts} ist nicht möglich.</translation>
    </message>
    <message>
      <location filename="engine/inversion/inverting.py" />
      <source>There is no loss {name}; there are {losses}.</source>
      <translation>Eine Verlustfunktion {name} gibt es nicht; es gibt {losses}.</translation>
    </message>
    <message>
      <location filename="engine/inversion/inverting.py" />
      <source>trying several starts</source>
      <translation>mehrere Anfänge probieren</translation>
    </message>
    <message>
      <location filename="engine/inversion/inverting.py" />
      <source>finding the picture</source>
      <translation>Bild finden</translation>
    </message>
    <message>
      <location filename="engine/inversion/inverting.py" />
      <source>layer by layer</source>
      <translation>Schicht für Schicht</translation>
    </message>
    <message>
      <location filename="engine/inversion/paste.py" />
      <source>Two pictures (3, S, S) are compared, not {value} and {value2}.</source>
      <translation>Verglichen werden zwei Bilder (3, S, S), nicht {value} und {value2}.</translation>
    </message>
    <message>
      <location filename="engine/inversion/paste.py" />
      <source>The soft edge is a share of half the square, above 0 and at most 1; {feather} is not.</source>
      <translation>Der weiche Rand ist ein Anteil des halben Quadrats, über 0 und höchstens 1; {feather} ist es nicht.</translation>
    </message>
    <message>
      <location filename="engine/inversion/paste.py" />
      <source>laying it back</source>
      <translation>wieder einsetzen</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>{name} is a HEIC picture, and the package that reads those is not installed: install it with `pip install "eigenbrush[photo]"`, or save the picture as JPEG.</source>
      <translation>{name} ist ein HEIC-Bild, und das Paket, das solche liest, ist nicht installiert: Installieren Sie es mit `pip install "eigenbrush[photo]"`, oder speichern Sie das Bild als JPEG.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>reading the picture</source>
      <translation>Bild lesen</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>It was turned as the camera says.</source>
      <translation>Es wurde gedreht, wie die Kamera es sagt.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>Its colours were converted to sRGB.</source>
      <translation>Seine Farben wurden in sRGB umgewandelt.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>The picture was not read to its end.</source>
      <translation>Das Bild wurde nicht zu Ende gelesen.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>{name} is empty. Give another copy of it.</source>
      <translation>{name} ist leer. Geben Sie eine andere Kopie davon.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>It is very small, so little will be seen of what is changed.</source>
      <translation>Es ist sehr klein, daher wird von Änderungen wenig zu sehen sein.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>It was converted from the colours of print (CMYK), so they may differ a little.</source>
      <translation>Es wurde aus den Farben des Drucks (CMYK) umgewandelt, sie können also ein wenig abweichen.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>Its numbers were scaled so that the least is black and the most white.</source>
      <translation>Seine Zahlen wurden so gestreckt, dass die kleinste Schwarz und die größte Weiß ist.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>A photo is uint8 (H, W, 3), not {dtype} {shape}.</source>
      <translation>Ein Foto ist uint8 (H, W, 3), nicht {dtype} {shape}.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>{name} has {width} x {height} pixels, and at least {smallest} a side are needed. Give a larger picture.</source>
      <translation>{name} hat {width} x {height} Pixel, und mindestens {smallest} je Seite sind nötig. Geben Sie ein größeres Bild.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>It holds several pictures; the first is used.</source>
      <translation>Es enthält mehrere Bilder; das erste wird verwendet.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>It has {width} x {height} pixels and was reduced to 1/{factor} a side.</source>
      <translation>Es hat {width} x {height} Pixel und wurde auf 1/{factor} je Seite verkleinert.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>Its 16 bits a colour became 8.</source>
      <translation>Aus seinen 16 Bit je Farbe wurden 8.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>What it says of its rotation is damaged, so it was left as it lies.</source>
      <translation>Was es über seine Drehung sagt, ist beschädigt; es blieb also, wie es liegt.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>Its transparent parts lie over neutral grey.</source>
      <translation>Seine durchsichtigen Teile liegen über neutralem Grau.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>Its colour profile does not fit it and was left out.</source>
      <translation>Sein Farbprofil passt nicht zu ihm und wurde weggelassen.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>it has far more than {photo:,} pixels</source>
      <translation>es hat weit mehr als {photo:,} Pixel</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>{name} was not opened: {why}. Make it smaller first.</source>
      <translation>{name} wurde nicht geöffnet: {why}. Verkleinern Sie es zuerst.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>{name} needs more memory than there is. Make it smaller first.</source>
      <translation>{name} braucht mehr Speicher, als da ist. Verkleinern Sie es zuerst.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>{name} is no picture that can be read. Give a JPEG, PNG, WebP, GIF, BMP, TIFF or HEIC file.</source>
      <translation>{name} ist kein lesbares Bild. Geben Sie eine JPEG-, PNG-, WebP-, GIF-, BMP-, TIFF- oder HEIC-Datei.</translation>
    </message>
    <message>
      <location filename="engine/inversion/photo.py" />
      <source>{name} is damaged or not complete{why}. Give another copy of it.</source>
      <translation>{name} ist beschädigt oder nicht vollständig{why}. Geben Sie eine andere Kopie davon.</translation>
    </message>
    <message>
      <location filename="engine/inversion/reference.py" />
      <source>This generator draws no faces that the program knows, so your picture's middle is used: drag the square.</source>
      <translation>Dieser Generator zeichnet keine Gesichter, die das Programm kennt, daher wird die Mitte Ihres Bildes verwendet: Ziehen Sie das Quadrat.</translation>
    </message>
    <message>
      <location filename="engine/inversion/reference.py" />
      <source>No face was found in your picture, so its middle is used: drag the square onto what you want.</source>
      <translation>In Ihrem Bild wurde kein Gesicht gefunden, daher wird seine Mitte verwendet: Ziehen Sie das Quadrat auf das, was Sie möchten.</translation>
    </message>
    <message>
      <location filename="engine/inversion/reference.py" />
      <source>learning where faces lie</source>
      <translation>lernen, wo Gesichter liegen</translation>
    </message>
    <message>
      <location filename="engine/inversion/start.py" />
      <source>learning a first guess</source>
      <translation>eine erste Schätzung lernen</translation>
    </message>
    <message>
      <location filename="engine/jacobian/columns.py" />
      <source>following the picture along {first} of {d} numbers of the code</source>
      <translation>dem Bild entlang {first} von {d} Zahlen des Codes folgen</translation>
    </message>
    <message>
      <location filename="engine/jacobian/columns.py" />
      <source>How {width} x {height} pixels move with {d} numbers of the code does not fit into 4 GB; choose fewer layers, or look at fewer pixels.</source>
      <translation>Wie sich {width} x {height} Pixel mit {d} Zahlen des Codes bewegen, passt nicht in 4 GB; wählen Sie weniger Schichten, oder betrachten Sie weniger Pixel.</translation>
    </message>
    <message>
      <location filename="engine/jacobian/columns.py" />
      <source>seeing what comes to the picture</source>
      <translation>sehen, was im Bild ankommt</translation>
    </message>
    <message>
      <location filename="engine/jacobian/columns.py" />
      <source>This face's picture holds numbers that are not finite near its code; choose another face.</source>
      <translation>Das Bild dieses Gesichts enthält nahe seinem Code Zahlen, die nicht endlich sind; wählen Sie ein anderes Gesicht.</translation>
    </message>
    <message>
      <location filename="engine/jacobian/gram.py" />
      <source>adding up the region</source>
      <translation>Bereich aufsummieren</translation>
    </message>
    <message>
      <location filename="engine/jacobian/linear.py" />
      <source>What is to be kept has no slope at this face; keep less, or choose another face.</source>
      <translation>Was beibehalten werden soll, hat bei diesem Gesicht keine Steigung; behalten Sie weniger bei, oder wählen Sie ein anderes Gesicht.</translation>
    </message>
    <message>
      <location filename="engine/jacobian/linear.py" />
      <source>The early picture is made before the chosen layers come in; look at more pixels.</source>
      <translation>Das frühe Bild entsteht, bevor die gewählten Schichten ins Spiel kommen; betrachten Sie mehr Pixel.</translation>
    </message>
    <message>
      <location filename="engine/jacobian/linear.py" />
      <source>following what is kept back to the code</source>
      <translation>Beibehaltenes zum Code zurückverfolgen</translation>
    </message>
    <message>
      <location filename="engine/jacobian/linear.py" />
      <source>its own picture</source>
      <translation>sein eigenes Bild</translation>
    </message>
    <message>
      <location filename="engine/jacobian/sketch.py" />
      <source>sketching how the picture moves</source>
      <translation>skizzieren, wie sich das Bild bewegt</translation>
    </message>
    <message>
      <location filename="engine/jacobian/table.py" />
      <source>putting what was followed in order</source>
      <translation>Verfolgtes ordnen</translation>
    </message>
    <message>
      <location filename="engine/jacobian/table.py" />
      <source>How the picture moves takes {size:.1f} GB in a temporary file, which could not be kept in {folder}: {reason}. Free some space, choose fewer layers, or look at fewer pixels.</source>
      <translation>Wie sich das Bild bewegt, braucht {size:.1f} GB in einer temporären Datei, die in {folder} keinen Platz fand: {reason}. Schaffen Sie Platz, wählen Sie weniger Schichten, oder betrachten Sie weniger Pixel.</translation>
    </message>
    <message>
      <location filename="engine/jacobian/tiles.py" />
      <source>adding up tiles</source>
      <translation>Kacheln aufsummieren</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/analysis.py" />
      <source>asked of {count} fresh faces, the step learned had {slope:.2f} of the effect asked for</source>
      <translation>von {count} neuen Gesichtern verlangt, hatte der gelernte Schritt {slope:.2f} der verlangten Wirkung</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/analysis.py" />
      <source>{name}: {how}; {follow:.0%} of faces follow step by step</source>
      <translation>{name}: {how}; {follow:.0%} der Gesichter folgen Schritt für Schritt</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/analysis.py" />
      <source>one step of a slider is one standard deviation of {names} over faces</source>
      <translation>ein Schritt eines Reglers ist eine Standardabweichung von {names} über Gesichter</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/analysis.py" />
      <source>, and was divided by that</source>
      <translation>, und wurde dadurch geteilt</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/analysis.py" />
      <source>, and is as it was learned</source>
      <translation>, und ist, wie er gelernt wurde</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/analysis.py" />
      <source>{name}, class {classes}</source>
      <translation>{name}, Klasse {classes}</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/answering.py" />
      <source>asking fresh faces</source>
      <translation>neue Gesichter befragen</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/assessor.py" />
      <source>Name the file of the network that is to judge: a JSON of layers, or an ONNX file.</source>
      <translation>Nennen Sie die Datei des Netzes, das beurteilen soll: ein JSON der Schichten oder eine ONNX-Datei.</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/assessor.py" />
      <source>{name} answers with {answers:,} numbers; {number:,} is none of them.</source>
      <translation>{name} antwortet mit {answers:,} Zahlen; {number:,} gehört nicht dazu.</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/assessor.py" />
      <source>There is no attribute {name}; there are {known}.</source>
      <translation>Ein Merkmal {name} gibt es nicht; es gibt {known}.</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/assessor.py" />
      <source>What {name} says of this generator's faces is no number for some of them, so there is nothing to learn from it. Choose another.</source>
      <translation>Was {name} über die Gesichter dieses Generators sagt, ist bei einigen keine Zahl, es gibt also nichts daraus zu lernen. Wählen Sie ein anderes.</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/assessor.py" />
      <source>{capitalize} is the same for all of this generator's faces, so there is nothing to learn from it. Choose another.</source>
      <translation>{capitalize} ist bei allen Gesichtern dieses Generators gleich, es gibt also nichts daraus zu lernen. Wählen Sie ein anderes.</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/faces.py" />
      <source>judging faces, {start:,} of {count:,}</source>
      <translation>Gesichter beurteilen, {start:,} von {count:,}</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/faces.py" />
      <source>these faces were judged before</source>
      <translation>diese Gesichter wurden schon beurteilt</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/graph.py" />
      <source>it has {nodes_count:,} operations, and at most {nodes:,} are read</source>
      <translation>es hat {nodes_count:,} Operationen, und höchstens {nodes:,} werden gelesen</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/graph.py" />
      <source>it uses {unknown}, and of operations only {operations} are known</source>
      <translation>es verwendet {unknown}, und an Operationen sind nur {operations} bekannt</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/graph.py" />
      <source>it does not answer with 1 to {answers:,} numbers for each picture</source>
      <translation>es antwortet nicht mit 1 bis {answers:,} Zahlen für jedes Bild</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/graph.py" />
      <source>its operation {operation} takes {missing}, which nothing gives</source>
      <translation>seine Operation {operation} nimmt {missing}, was nichts liefert</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/graph.py" />
      <source>it does not give an answer for each picture</source>
      <translation>es gibt nicht für jedes Bild eine Antwort</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/graph.py" />
      <source>its operation {operation} does not fit: {why}</source>
      <translation>seine Operation {operation} passt nicht: {why}</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/graph.py" />
      <source>its operation {operation} would give too many numbers for one picture</source>
      <translation>seine Operation {operation} ergäbe zu viele Zahlen für ein Bild</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/graph.py" />
      <source>of its shapes</source>
      <translation>wegen ihrer Formen</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/onnx_file.py" />
      <source>it holds a constant of a kind that is not read</source>
      <translation>es enthält eine Konstante von einer Art, die nicht gelesen wird</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/onnx_file.py" />
      <source>it does not take one batch of pictures and give one answer</source>
      <translation>es nimmt nicht einen Stapel Bilder und gibt eine Antwort</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/onnx_file.py" />
      <source>it takes no square pictures of three colours, (N, 3, side, side)</source>
      <translation>es nimmt keine quadratischen Bilder in drei Farben, (N, 3, side, side)</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/onnx_file.py" />
      <source>its pictures are not {least_side} to {side} pixels a side</source>
      <translation>seine Bilder haben nicht {least_side} bis {side} Pixel je Seite</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/onnx_file.py" />
      <source>it keeps its numbers in other files; save it as one file</source>
      <translation>es bewahrt seine Zahlen in anderen Dateien auf; speichern Sie es als eine Datei</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/onnx_file.py" />
      <source>its numbers {name} are not all finite</source>
      <translation>seine Zahlen {name} sind nicht alle endlich</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/onnx_file.py" />
      <source>it is damaged, or no ONNX file</source>
      <translation>es ist beschädigt oder keine ONNX-Datei</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/onnx_file.py" />
      <source>it uses {op_type} of {domain}, which is not known</source>
      <translation>es verwendet {op_type} aus {domain}, was nicht bekannt ist</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/onnx_file.py" />
      <source>{name} is an ONNX file, and what reads those is not installed; install eigenbrush[onnx], or describe the network in JSON.</source>
      <translation>{name} ist eine ONNX-Datei, und was solche liest, ist nicht installiert; installieren Sie eigenbrush[onnx], oder beschreiben Sie das Netz in JSON.</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/onnx_file.py" />
      <source>its numbers {name} are of a kind that is not read</source>
      <translation>seine Zahlen {name} sind von einer Art, die nicht gelesen wird</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/operations.py" />
      <source>its input {place} is missing</source>
      <translation>ihre Eingabe {place} fehlt</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/operations.py" />
      <source>its {name} is no number</source>
      <translation>{name} ist dabei keine Zahl</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/operations.py" />
      <source>its {name} are no whole numbers up to {most}</source>
      <translation>{name} sind dabei keine ganzen Zahlen bis {most}</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/operations.py" />
      <source>its {name} are not {default_count}</source>
      <translation>{name} sind dabei nicht {default_count}</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/operations.py" />
      <source>its padding is not written out; export it with explicit pads</source>
      <translation>ihr Rand ist nicht ausgeschrieben; exportieren Sie mit ausdrücklichen pads</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/operations.py" />
      <source>it rounds up or is spread out, which is not read</source>
      <translation>sie rundet auf oder ist gespreizt, was nicht gelesen wird</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/operations.py" />
      <source>it lays pictures together</source>
      <translation>sie legt Bilder zusammen</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/operations.py" />
      <source>it takes the mean over pictures</source>
      <translation>sie mittelt über Bilder</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/operations.py" />
      <source>it does not say which sides go</source>
      <translation>sie sagt nicht, welche Seiten wegfallen</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/operations.py" />
      <source>it moves the pictures' own place</source>
      <translation>sie verschiebt die Stelle der Bilder selbst</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/own.py" />
      <source>{name} cannot judge pictures: {why}. Choose another network.</source>
      <translation>{name} kann keine Bilder beurteilen: {why}. Wählen Sie ein anderes Netz.</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/own.py" />
      <source>{name} cannot be opened: {reason} Choose another network.</source>
      <translation>{name} lässt sich nicht öffnen: {reason} Wählen Sie ein anderes Netz.</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/own.py" />
      <source>{name} is damaged; choose another network.</source>
      <translation>{name} ist beschädigt; wählen Sie ein anderes Netz.</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/own.py" />
      <source>its "side" is {side}, and {name} takes {side2}</source>
      <translation>seine "side" ist {side}, und {name} nimmt {side2}</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/walk.py" />
      <source>What is to be changed does not change smoothly with the code, so there is nothing to learn. Choose another.</source>
      <translation>Was geändert werden soll, ändert sich nicht stetig mit dem Code, es gibt also nichts zu lernen. Wählen Sie etwas anderes.</translation>
    </message>
    <message>
      <location filename="engine/learning/assessors/walk.py" />
      <source>finding where to begin</source>
      <translation>Anfang finden</translation>
    </message>
    <message>
      <location filename="engine/learning/curves.py" />
      <source>The training went astray: its {name} is no number any more</source>
      <translation>Das Training ist entgleist: {name} ist keine Zahl mehr</translation>
    </message>
    <message>
      <location filename="engine/learning/editing/enjoying.py" />
      <source>{names}: rises on {rise:.0%} of {count} fresh faces, by {slope:.2f} of what was asked{beside}; its absolute place goes with what faces have by a correlation of {tell:.2f}</source>
      <translation>{names}: steigt bei {rise:.0%} von {count} neuen Gesichtern, um {slope:.2f} des Verlangten{beside}; seine absolute Stelle geht mit dem, was Gesichter haben, mit einer Korrelation von {tell:.2f} einher</translation>
    </message>
    <message>
      <location filename="engine/learning/editing/enjoying.py" />
      <source>{name} by {others:.2f}</source>
      <translation>{name} um {others:.2f}</translation>
    </message>
    <message>
      <location filename="engine/learning/editing/enjoying.py" />
      <source>, and while it moves by 1 deviation {others}</source>
      <translation>, und während es sich um 1 Abweichung bewegt, {others}</translation>
    </message>
    <message>
      <location filename="engine/learning/editing/enjoying.py" />
      <source>; it hardly moves, so give what must stay a smaller weight</source>
      <translation>; es bewegt sich kaum, geben Sie also dem, was bleiben muss, ein kleineres Gewicht</translation>
    </message>
    <message>
      <location filename="engine/learning/editing/enjoying.py" />
      <source>one step of a slider is one standard deviation of its attribute over faces; absolute places have their 0 at the mean face</source>
      <translation>ein Schritt eines Reglers ist eine Standardabweichung seines Merkmals über Gesichter; absolute Stellen haben ihre 0 beim mittleren Gesicht</translation>
    </message>
    <message>
      <location filename="engine/learning/editing/enjoying.py" />
      <source>no discriminator lies beside this generator, so its term is left out</source>
      <translation>neben diesem Generator liegt kein Diskriminator, sein Term entfällt also</translation>
    </message>
    <message>
      <location filename="engine/learning/editing/enjoying.py" />
      <source>learned for every face; these are the steps of one</source>
      <translation>für jedes Gesicht gelernt; dies sind die Schritte von einem</translation>
    </message>
    <message>
      <location filename="engine/learning/kept.py" />
      <source>The training</source>
      <translation>Das Training</translation>
    </message>
    <message>
      <location filename="engine/learning/kept.py" />
      <source>{name} cannot be gone on from: {why}.</source>
      <translation>{name} lässt sich nicht fortsetzen: {why}.</translation>
    </message>
    <message>
      <location filename="engine/learning/kept.py" />
      <source>it is larger than any training that is kept here</source>
      <translation>es ist größer als jedes Training, das hier aufbewahrt wird</translation>
    </message>
    <message>
      <location filename="engine/learning/kept.py" />
      <source>another generator</source>
      <translation>eines anderen Generators</translation>
    </message>
    <message>
      <location filename="engine/learning/kept.py" />
      <source>another method</source>
      <translation>eines anderen Verfahrens</translation>
    </message>
    <message>
      <location filename="engine/learning/kept.py" />
      <source>it was begun with other settings, or another version of the method</source>
      <translation>es wurde mit anderen Einstellungen oder einer anderen Version des Verfahrens begonnen</translation>
    </message>
    <message>
      <location filename="engine/learning/kept.py" />
      <source>it is damaged</source>
      <translation>es ist beschädigt</translation>
    </message>
    <message>
      <location filename="engine/learning/kept.py" />
      <source>{told} Choose another file, or start anew without going on.</source>
      <translation>{told} Wählen Sie eine andere Datei, oder beginnen Sie neu, ohne fortzusetzen.</translation>
    </message>
    <message>
      <location filename="engine/learning/kept.py" />
      <source>it is damaged, or no training of a method</source>
      <translation>es ist beschädigt oder kein Training eines Verfahrens</translation>
    </message>
    <message>
      <location filename="engine/learning/kept.py" />
      <source>it is the training of {what}</source>
      <translation>es ist das Training {what}</translation>
    </message>
    <message>
      <location filename="engine/learning/kept.py" />
      <source>Adam's memory has another shape</source>
      <translation>das Gedächtnis von Adam hat eine andere Form</translation>
    </message>
    <message>
      <location filename="engine/learning/pairs/measuring.py" />
      <source>{mean:.2f} of fresh pairs told right (chance {value:.2f}), from {value2:.2f} to {value3:.2f} a direction; the distance is off by {off:.1f} of {farthest:g}</source>
      <translation>{mean:.2f} der neuen Paare richtig erkannt (Zufall {value:.2f}), je Richtung von {value2:.2f} bis {value3:.2f}; der Abstand liegt um {off:.1f} von {farthest:g} daneben</translation>
    </message>
    <message>
      <location filename="engine/learning/pairs/measuring.py" />
      <source>ordered by how natural they are, which is the spectrum: how far faces spread between the two ends of each</source>
      <translation>geordnet danach, wie natürlich sie sind, und das ist das Spektrum: wie weit Gesichter zwischen den beiden Enden einer jeden streuen</translation>
    </message>
    <message>
      <location filename="engine/learning/pairs/measuring.py" />
      <source>looking at faces</source>
      <translation>Gesichter betrachten</translation>
    </message>
    <message>
      <location filename="engine/learning/pairs/measuring.py" />
      <source>telling pairs, {stop:,} of {which_count:,}</source>
      <translation>Paare unterscheiden, {stop:,} von {which_count:,}</translation>
    </message>
    <message>
      <location filename="engine/learning/pairs/measuring.py" />
      <source>how natural, {way} of {count}</source>
      <translation>wie natürlich, {way} von {count}</translation>
    </message>
    <message>
      <location filename="engine/learning/pairs/measuring.py" />
      <source>direction {place}</source>
      <translation>Richtung {place}</translation>
    </message>
    <message>
      <location filename="engine/learning/pairs/shown.py" />
      <source>direction {i}</source>
      <translation>Richtung {i}</translation>
    </message>
    <message>
      <location filename="engine/learning/seen.py" />
      <source>drawing what it learns from, {stop:,} of {count:,}</source>
      <translation>zeichnen, woraus gelernt wird, {stop:,} von {count:,}</translation>
    </message>
    <message>
      <location filename="engine/learning/training.py" />
      <source>{title} learns on the processor only so far</source>
      <translation>{title} lernt bisher nur auf dem Prozessor</translation>
    </message>
    <message>
      <location filename="engine/learning/training.py" />
      <source>measuring what was learned</source>
      <translation>Gelerntes messen</translation>
    </message>
    <message>
      <location filename="engine/learning/training.py" />
      <source>{only}. Choose the processor as the device, let it learn, and come back: what it learned works everywhere.</source>
      <translation>{only}. Wählen Sie den Prozessor als Gerät, lassen Sie es lernen, und kommen Sie zurück: Was gelernt ist, funktioniert überall.</translation>
    </message>
    <message>
      <location filename="engine/learning/training.py" />
      <source>goes on from step {step:,}</source>
      <translation>geht ab Schritt {step:,} weiter</translation>
    </message>
    <message>
      <location filename="engine/learning/training.py" />
      <source>{name} cannot be gone on from: it does not fit this method.</source>
      <translation>{name} lässt sich nicht fortsetzen: Es passt nicht zu diesem Verfahren.</translation>
    </message>
    <message>
      <location filename="engine/learning/training.py" />
      <source>{unfit} Start anew without going on.</source>
      <translation>{unfit} Beginnen Sie neu, ohne fortzusetzen.</translation>
    </message>
    <message>
      <location filename="engine/learning/training.py" />
      <source>{astray} after {step:,} steps. What was learned before that is kept; begin anew with another seed, or with less to learn.</source>
      <translation>{astray} (nach {step:,} Schritten). Was davor gelernt wurde, bleibt erhalten; beginnen Sie neu mit einer anderen Startzahl, oder mit weniger zu lernen.</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/edits.py" />
      <source>log of the size</source>
      <translation>Logarithmus der Größe</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/edits.py" />
      <source>half sides</source>
      <translation>halbe Seiten</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/edits.py" />
      <source>45 degrees</source>
      <translation>45 Grad</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/edits.py" />
      <source>half of black to white</source>
      <translation>Hälfte von Schwarz bis Weiß</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/edits.py" />
      <source>; {asked} is not</source>
      <translation>; {asked} gehört nicht dazu</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/edits.py" />
      <source>transforms must be one or more of {edits}{wrong}.</source>
      <translation>transforms muss eines oder mehrere von {edits} sein{wrong}.</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/start.py" />
      <source>Nothing in this generator's codes moves its pictures as {title} asks; choose other transforms.</source>
      <translation>Nichts in den Codes dieses Generators bewegt seine Bilder, wie {title} es verlangt; wählen Sie andere Umformungen.</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/start.py" />
      <source>looking where to begin</source>
      <translation>Anfang suchen</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/steering.py" />
      <source>{title}: {value:.0%} of an edit by {reach:g} ({unit}) is reached on fresh faces; {ends:g} sigma ask for that much</source>
      <translation>{title}: {value:.0%} einer Änderung um {reach:g} ({unit}) werden bei neuen Gesichtern erreicht; {ends:g} Sigma verlangen so viel</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/steering.py" />
      <source>each path is the mean over {fresh_count} faces: the steps bend with the face</source>
      <translation>jeder Weg ist das Mittel über {fresh_count} Gesichter: die Schritte biegen sich mit dem Gesicht</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/steering.py" />
      <source>The walk for {title} leads nowhere. Begin anew with another seed, or without it.</source>
      <translation>Der Weg für {title} führt nirgendwohin. Beginnen Sie neu mit einer anderen Startzahl, oder ohne das.</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/trajectories.py" />
      <source>not as many of one as of the other</source>
      <translation>nicht vom einen so viele wie vom anderen</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/trajectories.py" />
      <source>{title}: {asked_count} codes of edited pictures, which miss {missing:.0%} of the edit in the median; places tell {told:.0%} of the amounts</source>
      <translation>{title}: {asked_count} Codes geänderter Bilder, denen im Median {missing:.0%} der Änderung fehlen; Stellen sagen {told:.0%} der Beträge</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/trajectories.py" />
      <source>The searches for {title} have nothing in common: this generator's codes do not move its pictures so. Begin anew without it, or with more steps.</source>
      <translation>Die Suchen für {title} haben nichts gemeinsam: Die Codes dieses Generators bewegen seine Bilder nicht so. Beginnen Sie neu ohne das, oder mit mehr Schritten.</translation>
    </message>
    <message>
      <location filename="engine/learning/transforms/trajectories.py" />
      <source>{name} has another shape</source>
      <translation>{name} hat eine andere Form</translation>
    </message>
    <message>
      <location filename="engine/learning/units.py" />
      <source>learning elsewhere</source>
      <translation>lernt anderswo</translation>
    </message>
    <message>
      <location filename="engine/loading.py" />
      <source>loading {what}</source>
      <translation>{what} laden</translation>
    </message>
    <message>
      <location filename="engine/measure/frechet.py" />
      <source>A covariance needs at least two pictures.</source>
      <translation>Eine Kovarianz braucht mindestens zwei Bilder.</translation>
    </message>
    <message>
      <location filename="engine/measure/frechet.py" />
      <source>Some of the pictures hold numbers that are not finite, so they cannot be measured.</source>
      <translation>Einige der Bilder enthalten Zahlen, die nicht endlich sind, also können sie nicht gemessen werden.</translation>
    </message>
    <message>
      <location filename="engine/measure/glo.py" />
      <source>learning pictures, {images_seen:,} seen</source>
      <translation>lernt Bilder, {images_seen:,} gesehen</translation>
    </message>
    <message>
      <location filename="engine/measure/glo.py" />
      <source>searching for unseen pictures</source>
      <translation>sucht ungesehene Bilder</translation>
    </message>
    <message>
      <location filename="engine/measure/inversion.py" />
      <source>the data</source>
      <translation>die Daten</translation>
    </message>
    <message>
      <location filename="engine/measure/keeping.py" />
      <source>comparing truncation with compression</source>
      <translation>Trunkierung mit Beruhigung vergleichen</translation>
    </message>
    <message>
      <location filename="engine/measure/measurement.py" />
      <source>A distance needs at least 2 pictures, not {count}; 10,000 give a figure to compare.</source>
      <translation>Ein Abstand braucht mindestens 2 Bilder, nicht {count}; 10,000 ergeben eine vergleichbare Zahl.</translation>
    </message>
    <message>
      <location filename="engine/measure/measurement.py" />
      <source>{start:,} of {count:,} pictures</source>
      <translation>{start:,} von {count:,} Bildern</translation>
    </message>
    <message>
      <location filename="engine/measure/midpoints.py" />
      <source>half-way between two</source>
      <translation>auf halbem Weg zwischen zweien</translation>
    </message>
    <message>
      <location filename="engine/measure/sliders.py" />
      <source>Moving slider {slider}</source>
      <translation>Regler {slider} bewegen</translation>
    </message>
    <message>
      <location filename="engine/measure/truth/dci.py" />
      <source>Disentanglement is measured on at least {fewest} pictures, not {codes_count}; 2,000 give a steady figure.</source>
      <translation>Entflechtung wird an mindestens {fewest} Bildern gemessen, nicht an {codes_count}; 2,000 ergeben eine beständige Zahl.</translation>
    </message>
    <message>
      <location filename="engine/measure/truth/factors.py" />
      <source>What makes the pictures of {name} is not known: only generators of portraits have a truth to be measured against. Train one on what `eigenbrush portraits` draws.</source>
      <translation>Was die Bilder von {name} ausmacht, ist nicht bekannt: Nur Generatoren von Porträts haben eine Wahrheit, an der gemessen werden kann. Trainieren Sie einen mit dem, was `eigenbrush portraits` zeichnet.</translation>
    </message>
    <message>
      <location filename="engine/measure/truth/measuring.py" />
      <source>The truth is measured on at least {fewest} pictures, not {samples}; 2,000 give a steady figure.</source>
      <translation>Die Wahrheit wird an mindestens {fewest} Bildern gemessen, nicht an {samples}; 2,000 ergeben eine beständige Zahl.</translation>
    </message>
    <message>
      <location filename="engine/measure/truth/measuring.py" />
      <source>regressing factors on codes</source>
      <translation>Faktoren aus Codes schätzen</translation>
    </message>
    <message>
      <location filename="engine/measure/truth/measuring.py" />
      <source>counting what numbers tell</source>
      <translation>zählen, was Zahlen verraten</translation>
    </message>
    <message>
      <location filename="engine/measure/truth/measuring.py" />
      <source>reading portraits, {done} of {codes_count}</source>
      <translation>Porträts lesen, {done} von {codes_count}</translation>
    </message>
    <message>
      <location filename="engine/measure/truth/moves.py" />
      <source>These directions are {shape} numbers long and a code of {name} has {dimension}; discover some for this generator.</source>
      <translation>Diese Richtungen sind {shape} Zahlen lang, und ein Code von {name} hat {dimension}; suchen Sie welche für diesen Generator.</translation>
    </message>
    <message>
      <location filename="engine/measure/truth/walks.py" />
      <source>moving slider {name}</source>
      <translation>Regler {name} bewegen</translation>
    </message>
    <message>
      <location filename="engine/method.py" />
      <source>{name} must be one of {choices}; {value} is not.</source>
      <translation>{name} muss eines von {choices} sein; {value} ist es nicht.</translation>
    </message>
    <message>
      <location filename="engine/method.py" />
      <source>{name} must lie between {low} and {high}; {value} does not.</source>
      <translation>{name} muss zwischen {low} und {high} liegen; {value} tut es nicht.</translation>
    </message>
    <message>
      <location filename="engine/methods/__init__.py" />
      <source>{name} is no dataclass of engine.method.Method with a discover</source>
      <translation>{name} ist keine dataclass von engine.method.Method mit einem discover</translation>
    </message>
    <message>
      <location filename="engine/methods/__init__.py" />
      <source>{name} has no title or no paper</source>
      <translation>{name} hat keinen Titel oder keinen Artikel</translation>
    </message>
    <message>
      <location filename="engine/methods/eigengan.py" />
      <source>{slot}: L {strongest:.2g} to {weakest:.2g}, mu {mean:.2g}, U orthonormal to {orthogonality:.0e}</source>
      <translation>{slot}: L {strongest:.2g} bis {weakest:.2g}, mu {mean:.2g}, U orthonormal bis auf {orthogonality:.0e}</translation>
    </message>
    <message>
      <location filename="engine/methods/eigengan.py" />
      <source>{name} has no sliders of its own: only an EigenGAN learns a subspace in every layer.</source>
      <translation>{name} hat keine eigenen Regler: Nur ein EigenGAN lernt in jeder Schicht einen Unterraum.</translation>
    </message>
    <message>
      <location filename="engine/methods/eigengan.py" />
      <source>moves next to nothing: {dead}</source>
      <translation>bewegt so gut wie nichts: {dead}</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>one for all faces</source>
      <translation>eine für alle Gesichter</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>one a face</source>
      <translation>eine je Gesicht</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>what to change, such as smile, yaw; empty: what suits</source>
      <translation>was sich ändern soll, etwa smile, yaw; leer: was passt</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>file of your own network: JSON of layers, or ONNX</source>
      <translation>Datei Ihres eigenen Netzes: JSON der Schichten oder ONNX</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>which answer of your network</source>
      <translation>welche Antwort Ihres Netzes</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>what is learned</source>
      <translation>was gelernt wird</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>weight of what must stay</source>
      <translation>Gewicht dessen, was bleiben muss</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>steps to learn</source>
      <translation>Lernschritte</translation>
    </message>
    <message>
      <location filename="engine/methods/ganalyze.py" />
      <source>what judges; network: one of your own</source>
      <translation>was beurteilt; network: ein eigenes</translation>
    </message>
    <message>
      <location filename="engine/methods/ganalyze.py" />
      <source>layers to move: all, 3-6 or 3</source>
      <translation>bewegte Schichten: all, 3-6 oder 3</translation>
    </message>
    <message>
      <location filename="engine/methods/ganalyze.py" />
      <source>classes with a slider of their own, such as 207, 281</source>
      <translation>Klassen mit eigenem Regler, etwa 207, 281</translation>
    </message>
    <message>
      <location filename="engine/methods/ganalyze.py" />
      <source>This generator knows no classes; leave out which have a slider of their own.</source>
      <translation>Dieser Generator kennt keine Klassen; lassen Sie weg, welche einen eigenen Regler haben.</translation>
    </message>
    <message>
      <location filename="engine/methods/ganalyze.py" />
      <source>Classes are up to {classes} numbers from 0 to {classes2} with commas between them; {classes3} is not.</source>
      <translation>Klassen sind bis zu {classes} Zahlen von 0 bis {classes2}, durch Kommas getrennt; {classes3} ist es nicht.</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>components of the first features, carried back to the code by regression</source>
      <translation>Komponenten der ersten Merkmale, durch Regression auf den Code zurückgeführt</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>components of the codes</source>
      <translation>Komponenten der Codes</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>independent components of the codes</source>
      <translation>unabhängige Komponenten der Codes</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>feature samples</source>
      <translation>Merkmalsproben</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>first features</source>
      <translation>erste Merkmale</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>codes: {count:,} of {samples:,}</source>
      <translation>Codes: {count:,} von {samples:,}</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>{samples:,} {name} are too few for {dimension:,} dimensions: the components would follow chance. Take at least {dimension2:,}, better {value:,}.</source>
      <translation>{samples:,} {name} sind zu wenig für {dimension:,} Dimensionen: Die Komponenten würden dem Zufall folgen. Nehmen Sie mindestens {dimension2:,}, besser {value:,}.</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>codes to sample; 0: as many as suit</source>
      <translation>gezogene Codes; 0: so viele wie passend</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>directions to keep</source>
      <translation>behaltene Richtungen</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>samples of the first features</source>
      <translation>Proben der ersten Merkmale</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>components of what; auto: codes that have some</source>
      <translation>Komponenten wovon; auto: Codes, die welche haben</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>turn the components of codes to independent ones (ICA)</source>
      <translation>Komponenten der Codes zu unabhängigen drehen (ICA)</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>they had not settled: the codes are nearly Gaussian, and these are chance</source>
      <translation>sie waren nicht zur Ruhe gekommen: die Codes sind fast gaußverteilt, und diese sind Zufall</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>features: {done:,} of {feature_samples:,}</source>
      <translation>Merkmale: {done:,} von {feature_samples:,}</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>The first features do not change with the code (layers: {layers}), so they have no components. Choose other layers, or the route codes.</source>
      <translation>Die ersten Merkmale ändern sich nicht mit dem Code (Schichten: {layers}), haben also keine Komponenten. Wählen Sie andere Schichten, oder den Weg codes.</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>The codes of this generator are noise, alike in all directions, which has no independent components; leave independent out.</source>
      <translation>Die Codes dieses Generators sind Rauschen, in allen Richtungen gleich, und das hat keine unabhängigen Komponenten; lassen Sie independent weg.</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>as judged</source>
      <translation>wie beurteilt</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>{attribute} (weak estimate)</source>
      <translation>{attribute} (schwache Schätzung)</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>what to change; examples: what you judged</source>
      <translation>was sich ändern soll; examples: was Sie beurteilt haben</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>faces to score</source>
      <translation>zu bewertende Gesichter</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>share of faces at either end to learn from</source>
      <translation>Anteil der Gesichter an jedem Ende, aus denen gelernt wird</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>what to keep, such as yaw, identity</source>
      <translation>was bleiben soll, etwa yaw, identity</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>accuracy {accuracy:.2f} over {examples_count} judged faces, {how}</source>
      <translation>Genauigkeit {accuracy:.2f} bei {examples_count} beurteilten Gesichtern, {how}</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>{normals:.2f} of the direction is left with {kept} kept</source>
      <translation>{normals:.2f} der Richtung bleiben übrig, wenn {kept} beibehalten wird</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>, {keep} kept</source>
      <translation>, {keep} bewahrt</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>, alone</source>
      <translation>, allein</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>accuracy {held_out:.2f} on held-out faces, {rest:.2f} over all others{how}</source>
      <translation>Genauigkeit {held_out:.2f} bei zurückgehaltenen Gesichtern, {rest:.2f} bei allen anderen{how}</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>no better than a guess so far: judge more faces, or something that is seen better</source>
      <translation>bisher nicht besser als geraten: Beurteilen Sie mehr Gesichter oder etwas, das besser zu sehen ist</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>There is no attribute {name} to keep; there are {known}. Put commas between them.</source>
      <translation>Ein Merkmal {name}, das bleiben könnte, gibt es nicht; es gibt {known}. Setzen Sie Kommas dazwischen.</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>{title} cannot be changed and kept at once; take {name} out of what to keep.</source>
      <translation>{title} kann nicht zugleich geändert und beibehalten werden; nehmen Sie {name} aus dem heraus, was bleiben soll.</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>{title} cannot be changed while {held} are kept: its direction lies within theirs; leave out {worst}, the nearest.</source>
      <translation>{title} lässt sich nicht ändern, während {held} beibehalten werden: Seine Richtung liegt innerhalb der ihren; lassen Sie {worst} weg, das nächste.</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>regressing identity</source>
      <translation>Identität durch Regression schätzen</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>early: by energy, until the pursuit is done</source>
      <translation>vorläufig: nach Energie, bis die Suche fertig ist</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>The region's change has no part of low rank that can be told from the rest; choose the mode energy, or paint a larger region.</source>
      <translation>Die Änderung des Bereichs hat keinen Teil von niedrigem Rang, der sich vom Rest trennen lässt; wählen Sie den Modus energy, oder malen Sie einen größeren Bereich.</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>All that moves the region moves the rest too: {held_count} directions of the rest leave nothing.</source>
      <translation>Alles, was den Bereich bewegt, bewegt auch den Rest: {held_count} Richtungen des Rests lassen nichts übrig.</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>of {basis_count} ways to change, {rank} change the region and {other_rank} the rest (ranks)</source>
      <translation>von {basis_count} Arten der Änderung ändern {rank} den Bereich und {other_rank} den Rest (Ränge)</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>how ranks are found; pcp: low rank plus sparse, slower; compat: as the authors' code</source>
      <translation>wie Ränge gefunden werden; pcp: niedriger Rang plus dünn besetzt, langsamer; compat: wie im Code der Autoren</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>share of the change that the ranks hold (energy)</source>
      <translation>Anteil der Änderung, den die Ränge halten (energy)</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>directions of the rest to let go</source>
      <translation>freigegebene Richtungen des Rests</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>directions of the rest to hold; 0: as energy says</source>
      <translation>festgehaltene Richtungen des Rests; 0: wie energy sagt</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>pixels a side to look at</source>
      <translation>betrachtete Pixel je Seite</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>{dropped} of the {rank} ways are left out: they change the rest too, or repeat others</source>
      <translation>{dropped} der {rank} Arten sind weggelassen: sie ändern auch den Rest oder wiederholen andere</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>finding directions</source>
      <translation>Richtungen finden</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>{held_all} Let some of them go (relax), or choose a smaller share (energy) or number (rank).</source>
      <translation>{held_all} Geben Sie einige davon frei (relax), oder wählen Sie einen kleineren Anteil (energy) oder eine kleinere Zahl (rank).</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>refining ({error})</source>
      <translation>verfeinern ({error})</translation>
    </message>
    <message>
      <location filename="engine/methods/plumerault.py" />
      <source>edits of the picture to follow</source>
      <translation>Änderungen des Bildes, denen gefolgt wird</translation>
    </message>
    <message>
      <location filename="engine/methods/plumerault.py" />
      <source>steps of at most this training, four faces each</source>
      <translation>höchstens so viele Schritte dieses Trainings, je vier Gesichter</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>directions held: {said}; {free_count} of {d} are free, with {sum:.1%} of the change</source>
      <translation>festgehaltene Richtungen: {said}; {free_count} von {d} sind frei, mit {sum:.1%} der Änderung</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>kept: {named}; the spectrum is the change over that of what is kept</source>
      <translation>beibehalten: {named}; das Spektrum ist die Änderung geteilt durch die des Beibehaltenen</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>none</source>
      <translation>keines</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>{name} goes straight on beyond {value}{end:g}, where nothing is left that keeps what is kept</source>
      <translation>{name} geht jenseits von {value}{end:g} geradeaus weiter, wo nichts übrig ist, was das Beibehaltene beibehält</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>what to change, such as region, mouth, smile</source>
      <translation>was sich ändern soll, etwa region, mouth, smile</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>what to keep, such as outside, pose, identity</source>
      <translation>was bleiben soll, etwa outside, pose, identity</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>keep exactly what counts, or weigh both sides</source>
      <translation>genau behalten, was zählt, oder beide Seiten abwägen</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>curved: found anew at each point, for up to {paths} directions</source>
      <translation>curved: an jedem Punkt neu gefunden, für bis zu {paths} Richtungen</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>share of what is kept to hold</source>
      <translation>festgehaltener Anteil dessen, was bleiben soll</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>directions of the rest to hold; 0: as held says</source>
      <translation>festgehaltene Richtungen des Rests; 0: wie held sagt</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>share of the region's change to offer</source>
      <translation>angebotener Anteil an der Änderung des Bereichs</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>power of shares; the authors' 2 holds less</source>
      <translation>Potenz der Anteile; die 2 der Autoren hält weniger fest</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>sigma a step of a curved path</source>
      <translation>Sigma je Schritt eines gekrümmten Wegs</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>steps each way of a curved path</source>
      <translation>Schritte je Seite eines gekrümmten Wegs</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>{k} directions of {offered}, as each point of a curved path costs a Jacobian</source>
      <translation>{k} Richtungen von {offered}, da jeder Punkt eines gekrümmten Wegs eine Jacobi-Matrix kostet</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>Nothing is to change; name something, such as region.</source>
      <translation>Nichts soll sich ändern; nennen Sie etwas, etwa region.</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>{both} cannot both change and be kept; take it out of one of them.</source>
      <translation>{both} kann sich nicht zugleich ändern und bleiben; nehmen Sie es aus einem von beiden heraus.</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>Nothing here changes {named}; change something else, or choose all layers.</source>
      <translation>Nichts ändert hier {named}; ändern Sie etwas anderes, oder wählen Sie alle Schichten.</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>fewer directions of {outside} (rank, now {rank}), or </source>
      <translation>weniger Richtungen von {outside} (rank, jetzt {rank}) oder </translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>Nothing that changes {named} keeps {named2}; keep less, or hold {fewer}a smaller share (held, now {held:g}).</source>
      <translation>Nichts, was {named} ändert, behält {named2} bei; behalten Sie weniger bei, oder halten Sie {fewer}einen kleineren Anteil fest (held, jetzt {held:g}).</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>{name} changes by {most:.1%} of the most that it can</source>
      <translation>{name} ändert sich um {most:.1%} des Höchsten, das möglich ist</translation>
    </message>
    <message>
      <location filename="engine/methods/resefa.py" />
      <source>the spectrum is the change inside over that outside</source>
      <translation>das Spektrum ist die Änderung innen geteilt durch die außen</translation>
    </message>
    <message>
      <location filename="engine/methods/resefa.py" />
      <source>how much weak directions are held back</source>
      <translation>wie stark schwache Richtungen gebremst werden</translation>
    </message>
    <message>
      <location filename="engine/methods/sefa.py" />
      <source>{name} has no linear map that reads its code first, and SeFa takes nothing else apart.</source>
      <translation>{name} hat keine lineare Abbildung, die zuerst den Code liest, und nichts anderes zerlegt SeFa.</translation>
    </message>
    <message>
      <location filename="engine/methods/sefa.py" />
      <source>layers to read and to move: all, 3-6 or 3</source>
      <translation>gelesene und bewegte Schichten: all, 3-6 oder 3</translation>
    </message>
    <message>
      <location filename="engine/methods/sefa.py" />
      <source>give every row of the weights the same length</source>
      <translation>allen Zeilen der Gewichte die gleiche Länge geben</translation>
    </message>
    <message>
      <location filename="engine/methods/sefa.py" />
      <source>No weights but zeros read layers {layers} first; choose other layers, or all.</source>
      <translation>Nur Gewichte aus Nullen lesen die Schichten {layers} zuerst; wählen Sie andere Schichten, oder all.</translation>
    </message>
    <message>
      <location filename="engine/methods/steerability.py" />
      <source>by network</source>
      <translation>nach Netz</translation>
    </message>
    <message>
      <location filename="engine/methods/steerability.py" />
      <source>straight, or steps that a small network bends</source>
      <translation>gerade, oder Schritte, die ein kleines Netz biegt</translation>
    </message>
    <message>
      <location filename="engine/methods/steerability.py" />
      <source>steps of at most this training</source>
      <translation>höchstens so viele Schritte dieses Trainings</translation>
    </message>
    <message>
      <location filename="engine/methods/stylespace.py" />
      <source>StyleSpace moves the channels of a StyleGAN2; this generator has none. Open a StyleGAN2, or use ReSeFa.</source>
      <translation>StyleSpace bewegt die Kanäle eines StyleGAN2; dieser Generator hat keine. Öffnen Sie ein StyleGAN2, oder verwenden Sie ReSeFa.</translation>
    </message>
    <message>
      <location filename="engine/methods/stylespace.py" />
      <source>{width} x {height} pixels</source>
      <translation>{width} x {height} Pixel</translation>
    </message>
    <message>
      <location filename="engine/methods/stylespace.py" />
      <source>each is one channel of the styles, named beside it</source>
      <translation>jede ist ein Kanal der Stile, daneben genannt</translation>
    </message>
    <message>
      <location filename="engine/methods/stylespace.py" />
      <source>layers to look in: all, 3-6 or 3</source>
      <translation>durchsuchte Schichten: all, 3-6 oder 3</translation>
    </message>
    <message>
      <location filename="engine/methods/stylespace.py" />
      <source>channels to keep</source>
      <translation>behaltene Kanäle</translation>
    </message>
    <message>
      <location filename="engine/methods/stylespace.py" />
      <source>ready for a region</source>
      <translation>bereit für einen Bereich</translation>
    </message>
    <message>
      <location filename="engine/methods/stylespace.py" />
      <source> of a lower block's own picture</source>
      <translation> vom eigenen Bild eines früheren Blocks</translation>
    </message>
    <message>
      <location filename="engine/methods/stylespace.py" />
      <source>This face's picture holds numbers that are not finite near its code; choose another.</source>
      <translation>Das Bild dieses Gesichts enthält nahe seinem Code Zahlen, die nicht endlich sind; wählen Sie ein anderes.</translation>
    </message>
    <message>
      <location filename="engine/methods/stylespace.py" />
      <source>looking at every channel</source>
      <translation>jeden Kanal betrachten</translation>
    </message>
    <message>
      <location filename="engine/methods/stylespace.py" />
      <source>looked at {picture}</source>
      <translation>betrachtet: {picture}</translation>
    </message>
    <message>
      <location filename="engine/methods/voynov.py" />
      <source>{count} directions and not {directions}, as a code here has {count} numbers to move</source>
      <translation>{count} Richtungen und nicht {directions}, da ein Code hier {count} Zahlen zu bewegen hat</translation>
    </message>
    <message>
      <location filename="engine/methods/voynov.py" />
      <source>directions to learn</source>
      <translation>zu lernende Richtungen</translation>
    </message>
    <message>
      <location filename="engine/methods/voynov.py" />
      <source>what directions are to each other</source>
      <translation>was Richtungen zueinander sind</translation>
    </message>
    <message>
      <location filename="engine/methods/voynov.py" />
      <source>faces to learn from</source>
      <translation>Gesichter, aus denen gelernt wird</translation>
    </message>
    <message>
      <location filename="engine/methods/voynov.py" />
      <source>steps of learning</source>
      <translation>Schritte des Lernens</translation>
    </message>
    <message>
      <location filename="engine/methods/warpedganspace.py" />
      <source>curves through the mean; at faces they lead elsewhere, with a mean |cosine| of {alike:.2f}</source>
      <translation>Kurven durch die Mitte; an Gesichtern führen sie anderswohin, mit einem mittleren |Kosinus| von {alike:.2f}</translation>
    </message>
    <message>
      <location filename="engine/methods/warpedganspace.py" />
      <source>curves to learn</source>
      <translation>zu lernende Kurven</translation>
    </message>
    <message>
      <location filename="engine/methods/warpedganspace.py" />
      <source>pairs of centres that bend a curve</source>
      <translation>Paare von Zentren, die eine Kurve biegen</translation>
    </message>
    <message>
      <location filename="engine/plugins.py" />
      <source>The plug-in {name}{package} was left out ({why}); update or uninstall it.</source>
      <translation>Das Plug-in {name}{package} wurde weggelassen ({why}); aktualisieren oder deinstallieren Sie es.</translation>
    </message>
    <message>
      <location filename="engine/plugins.py" />
      <source>{value} is not registered</source>
      <translation>{value} ist nicht registriert</translation>
    </message>
    <message>
      <location filename="engine/plugins.py" />
      <source>something else is called {identifier} already</source>
      <translation>etwas anderes heißt schon {identifier}</translation>
    </message>
    <message>
      <location filename="engine/plugins.py" />
      <source> of the package {name}</source>
      <translation> aus dem Paket {name}</translation>
    </message>
    <message>
      <location filename="engine/regions/answer.py" />
      <source>of the change, {mean:.1%} falls outside the region on average</source>
      <translation>von der Änderung fallen im Mittel {mean:.1%} außerhalb des Bereichs</translation>
    </message>
    <message>
      <location filename="engine/regions/answer.py" />
      <source>{name}: {share:.1%} outside</source>
      <translation>{name}: {share:.1%} außerhalb</translation>
    </message>
    <message>
      <location filename="engine/regions/answer.py" />
      <source>, {mean:.1%} if nothing is held</source>
      <translation>, {mean:.1%}, wenn nichts festgehalten wird</translation>
    </message>
    <message>
      <location filename="engine/regions/answer.py" />
      <source>what is painted to be kept counts {painted} times the rest</source>
      <translation>was als bleibend gemalt ist, zählt {painted}-mal so viel wie der Rest</translation>
    </message>
    <message>
      <location filename="engine/regions/answer.py" />
      <source>{text}, {was:.1%} if nothing is held</source>
      <translation>{text}, {was:.1%}, wenn nichts festgehalten wird</translation>
    </message>
    <message>
      <location filename="engine/regions/features.py" />
      <source>following the colour</source>
      <translation>der Farbe folgen</translation>
    </message>
    <message>
      <location filename="engine/regions/features.py" />
      <source>What is to be kept or changed has no slope at this face; choose other features, or another face.</source>
      <translation>Was bleiben oder sich ändern soll, hat bei diesem Gesicht keine Steigung; wählen Sie andere Merkmale, oder ein anderes Gesicht.</translation>
    </message>
    <message>
      <location filename="engine/regions/features.py" />
      <source>There is no feature called {name}; there are {there}. Put commas between them.</source>
      <translation>Ein Merkmal namens {name} gibt es nicht; es gibt {there}. Setzen Sie Kommas dazwischen.</translation>
    </message>
    <message>
      <location filename="engine/regions/features.py" />
      <source>following a feature back to the picture</source>
      <translation>ein Merkmal zum Bild zurückverfolgen</translation>
    </message>
    <message>
      <location filename="engine/regions/features.py" />
      <source>taking frequencies apart</source>
      <translation>Frequenzen zerlegen</translation>
    </message>
    <message>
      <location filename="engine/regions/features.py" />
      <source>Nothing is painted as {name}; paint it, or take it out of what is to change or to keep.</source>
      <translation>Als {name} ist nichts gemalt; malen Sie es, oder nehmen Sie es aus dem heraus, was sich ändern oder bleiben soll.</translation>
    </message>
    <message>
      <location filename="engine/regions/heat.py" />
      <source>drawing the picture</source>
      <translation>Bild zeichnen</translation>
    </message>
    <message>
      <location filename="engine/regions/heat.py" />
      <source>following the picture along the slider</source>
      <translation>dem Bild entlang des Reglers folgen</translation>
    </message>
    <message>
      <location filename="engine/regions/masks.py" />
      <source>Paint a region first: this method finds what changes there and leaves the rest.</source>
      <translation>Malen Sie zuerst einen Bereich: Dieses Verfahren findet, was sich dort ändert, und lässt den Rest.</translation>
    </message>
    <message>
      <location filename="engine/regions/masks.py" />
      <source>Nothing in the region moves with these layers; paint elsewhere, or choose all layers.</source>
      <translation>Nichts im Bereich bewegt sich mit diesen Schichten; malen Sie anderswo, oder wählen Sie alle Schichten.</translation>
    </message>
    <message>
      <location filename="engine/regions/masks.py" />
      <source>The region is less than a hundredth of a pixel where {width} x {height} are looked at</source>
      <translation>Der Bereich ist kleiner als ein Hundertstel eines Pixels, wo {width} x {height} betrachtet werden</translation>
    </message>
    <message>
      <location filename="engine/regions/masks.py" />
      <source>A region is a table of numbers from 0 to 1, one a pixel; this one is {shape} with others in it. Make it again.</source>
      <translation>Ein Bereich ist eine Tabelle von Zahlen von 0 bis 1, eine je Pixel; dieser ist {shape} und enthält andere. Legen Sie ihn neu an.</translation>
    </message>
    <message>
      <location filename="engine/regions/masks.py" />
      <source>The region is the whole picture, so nothing is left to keep still: leave some of it out.</source>
      <translation>Der Bereich ist das ganze Bild, es bleibt also nichts, was still zu halten wäre: Lassen Sie etwas davon aus.</translation>
    </message>
    <message>
      <location filename="engine/regions/masks.py" />
      <source>All that is painted to change is painted to be kept as well, so nothing is left to change: erase one of the two where they meet.</source>
      <translation>Alles, was als zu ändern gemalt ist, ist auch als bleibend gemalt, es bleibt also nichts zu ändern: Radieren Sie eines von beiden weg, wo sie sich treffen.</translation>
    </message>
    <message>
      <location filename="engine/regions/masks.py" />
      <source>All that is painted to be kept is painted to change as well, so nothing is left to keep: erase one of the two where they meet.</source>
      <translation>Alles, was als bleibend gemalt ist, ist auch als zu ändern gemalt, es gibt also nichts beizubehalten: Radieren Sie eines von beiden weg, wo sie sich treffen.</translation>
    </message>
    <message>
      <location filename="engine/regions/masks.py" />
      <source>it is no PNG</source>
      <translation>es ist kein PNG</translation>
    </message>
    <message>
      <location filename="engine/regions/masks.py" />
      <source>it has {width} x {height} pixels</source>
      <translation>es hat {width} x {height} Pixel</translation>
    </message>
    <message>
      <location filename="engine/regions/masks.py" />
      <source>The region is empty: paint over what should change.</source>
      <translation>Der Bereich ist leer: Übermalen Sie, was sich ändern soll.</translation>
    </message>
    <message>
      <location filename="engine/regions/masks.py" />
      <source>{small}: paint more, or look at more pixels (side).</source>
      <translation>{small}: Malen Sie mehr, oder betrachten Sie mehr Pixel (side).</translation>
    </message>
    <message>
      <location filename="engine/regions/masks.py" />
      <source>{path} is not a mask{why}. Give a PNG of at most 4096 x 4096 pixels that is white where the picture may change.</source>
      <translation>{path} ist keine Maske{why}. Geben Sie ein PNG von höchstens 4096 x 4096 Pixeln, das weiß ist, wo sich das Bild ändern darf.</translation>
    </message>
    <message>
      <location filename="engine/regions/masks.py" />
      <source>Paint it with fewer pixels.</source>
      <translation>Malen Sie ihn mit weniger Pixeln.</translation>
    </message>
    <message>
      <location filename="engine/regions/parts.py" />
      <source>No face was found in this picture, so there are no ready-made regions: paint one.</source>
      <translation>In diesem Bild wurde kein Gesicht gefunden, also gibt es keine fertigen Bereiche: malen Sie einen.</translation>
    </message>
    <message>
      <location filename="engine/regions/parts.py" />
      <source>looking for the face</source>
      <translation>sucht das Gesicht</translation>
    </message>
    <message>
      <location filename="engine/regions/parts.py" />
      <source>drawing regions</source>
      <translation>zeichnet Bereiche</translation>
    </message>
    <message>
      <location filename="engine/regions/paths.py" />
      <source>point {n} of {steps}</source>
      <translation>Punkt {n} von {steps}</translation>
    </message>
    <message>
      <location filename="engine/regions/place.py" />
      <source>early: from a sketch of {numbers_count} vectors; the exact directions follow</source>
      <translation>vorläufig: aus einer Skizze von {numbers_count} Vektoren; die genauen Richtungen folgen</translation>
    </message>
    <message>
      <location filename="engine/regions/place.py" />
      <source>in the span of about the {some} of {all} vectors that move the picture most</source>
      <translation>im Raum von etwa den {some} von {all} Vektoren, die das Bild am meisten bewegen</translation>
    </message>
    <message>
      <location filename="engine/regions/place.py" />
      <source>first directions</source>
      <translation>erste Richtungen</translation>
    </message>
    <message>
      <location filename="engine/regions/place.py" />
      <source>{name} has codes of {size} finite numbers, and this face's is another; choose a face of this generator.</source>
      <translation>{name} hat Codes aus {size} endlichen Zahlen, und der dieses Gesichts ist anders; wählen Sie ein Gesicht dieses Generators.</translation>
    </message>
    <message>
      <location filename="engine/regions/place.py" />
      <source>, as {width} x {height} do not fit into {room}</source>
      <translation>, da {width} x {height} nicht in {room} passen</translation>
    </message>
    <message>
      <location filename="engine/regions/pursuit.py" />
      <source>low rank plus sparse, round {turn}</source>
      <translation>niedriger Rang plus dünn besetzt, Runde {turn}</translation>
    </message>
    <message>
      <location filename="engine/remote/certificates.py" />
      <source>Make new ones with eigenbrush certificates DIR, and copy ca.pem and client.pem to where you connect from.</source>
      <translation>Machen Sie neue mit eigenbrush certificates ORDNER, und kopieren Sie ca.pem und client.pem dorthin, von wo Sie sich verbinden.</translation>
    </message>
    <message>
      <location filename="engine/remote/certificates.py" />
      <source>{folder} holds {name} already, and whoever has it could not connect any more; choose another folder.</source>
      <translation>{folder} enthält schon {name}, und wer das hat, könnte sich nicht mehr verbinden; wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <location filename="engine/remote/certificates.py" />
      <source>The certificate {path} held until {until}. {make}</source>
      <translation>Das Zertifikat {path} galt bis {until}. {make}</translation>
    </message>
    <message>
      <location filename="engine/remote/certificates.py" />
      <source>The certificate {path} cannot be read ({why}). {make}</source>
      <translation>Das Zertifikat {path} lässt sich nicht lesen ({why}). {make}</translation>
    </message>
    <message>
      <location filename="engine/remote/certificates.py" />
      <source>{path} is no certificate. {make}</source>
      <translation>{path} ist kein Zertifikat. {make}</translation>
    </message>
    <message>
      <location filename="engine/remote/elsewhere.py" />
      <source>The connection to the workers at {address} was lost; this waits for it. Stop it, or choose to go on here.</source>
      <translation>Die Verbindung zu den Arbeitern unter {address} ist abgebrochen; es wird auf sie gewartet. Anhalten, oder hier weitermachen.</translation>
    </message>
    <message>
      <location filename="engine/remote/hosting.py" />
      <source>A worker listens at HOST:PORT, such as {host}:{port}, not at {text}.</source>
      <translation>Ein Arbeiter hört auf HOST:PORT, etwa {host}:{port}, nicht auf {text}.</translation>
    </message>
    <message>
      <location filename="engine/remote/hosting.py" />
      <source>A worker cannot listen at {host}:{port} ({why}). Choose another address with --listen.</source>
      <translation>Ein Arbeiter kann nicht auf {host}:{port} hören ({why}). Wählen Sie mit --listen eine andere Adresse.</translation>
    </message>
    <message>
      <location filename="engine/remote/link.py" />
      <source>stopped</source>
      <translation>angehalten</translation>
    </message>
    <message>
      <location filename="engine/remote/link.py" />
      <source>EigenBrush has left the workers, so the work goes on here.</source>
      <translation>EigenBrush hat die Arbeiter verlassen, also geht die Arbeit hier weiter.</translation>
    </message>
    <message>
      <location filename="engine/remote/link.py" />
      <source>the connection was lost</source>
      <translation>die Verbindung ging verloren</translation>
    </message>
    <message>
      <location filename="engine/remote/link.py" />
      <source>{why} Until then the work goes on here.</source>
      <translation>{why} Bis dahin geht die Arbeit hier weiter.</translation>
    </message>
    <message>
      <location filename="engine/remote/needed.py" />
      <source>Working on other machines needs the package {missing}: run pip install "eigenbrush[remote]", then start EigenBrush again.</source>
      <translation>Für die Arbeit auf anderen Rechnern fehlt das Paket {missing}: Führen Sie pip install "eigenbrush[remote]" aus und starten Sie EigenBrush neu.</translation>
    </message>
    <message>
      <location filename="engine/remote/parcel.py" />
      <source>What another machine sent cannot be read.</source>
      <translation>Was ein anderer Rechner schickte, lässt sich nicht lesen.</translation>
    </message>
    <message>
      <location filename="engine/remote/parcel.py" />
      <source>not installed</source>
      <translation>nicht installiert</translation>
    </message>
    <message>
      <location filename="engine/remote/serving.py" />
      <source>The generator that came is not the one that was asked for; nothing was computed with it.</source>
      <translation>Der Generator, der kam, ist nicht der verlangte; mit ihm wurde nichts gerechnet.</translation>
    </message>
    <message>
      <location filename="engine/remote/troubles.py" />
      <source>The workers at {address} cannot be reached ({why}), so the work goes on here.</source>
      <translation>Die Arbeiter bei {address} sind nicht zu erreichen ({why}), darum geht die Arbeit hier weiter.</translation>
    </message>
    <message>
      <location filename="engine/remote/troubles.py" />
      <source>The workers at {address} cannot be reached ({why}).</source>
      <translation>Die Arbeiter unter {address} sind nicht zu erreichen ({why}).</translation>
    </message>
    <message>
      <location filename="engine/remote/troubles.py" />
      <source>The workers at {address} have {theirs}, and here is {ours}, so the work goes on here; install the same versions on both.</source>
      <translation>Die Arbeiter bei {address} haben {theirs}, und hier ist {ours}, darum geht die Arbeit hier weiter; installieren Sie auf beiden dieselben Versionen.</translation>
    </message>
    <message>
      <location filename="engine/remote/troubles.py" />
      <source>Workers are reached at tls://HOST:PORT, not at {address}.</source>
      <translation>Arbeiter sind unter tls://HOST:PORT zu erreichen, nicht unter {address}.</translation>
    </message>
    <message>
      <location filename="engine/remote/troubles.py" />
      <source>Workers are reached with certificates alone: say in EIGENBRUSH_CERTIFICATES in which folder they are.</source>
      <translation>Arbeiter erreicht man nur mit Zertifikaten: Sagen Sie in EIGENBRUSH_CERTIFICATES, in welchem Ordner sie liegen.</translation>
    </message>
    <message>
      <location filename="engine/worker/comparing.py" />
      <source>It has to be told what to find, and knows none of these factors.</source>
      <translation>Ihm muss gesagt werden, was zu finden ist, und es kennt keinen dieser Faktoren.</translation>
    </message>
    <message>
      <location filename="engine/worker/comparing.py" />
      <source>It has to train first, which takes minutes: it is compared in Full.</source>
      <translation>Es muss zuerst trainieren, was Minuten dauert: Es wird unter „Vollständig“ verglichen.</translation>
    </message>
    <message>
      <location filename="engine/worker/comparing.py" />
      <source>{path} cannot be opened: {reason}</source>
      <translation>{path} lässt sich nicht öffnen: {reason}</translation>
    </message>
    <message>
      <location filename="engine/worker/directions.py" />
      <source>There is no method {method}; there are {methods}.</source>
      <translation>Ein Verfahren {method} gibt es nicht; es gibt {methods}.</translation>
    </message>
    <message>
      <location filename="engine/worker/directions.py" />
      <source>found before</source>
      <translation>schon gefunden</translation>
    </message>
    <message>
      <location filename="engine/worker/directions.py" />
      <source>learned before</source>
      <translation>schon gelernt</translation>
    </message>
    <message>
      <location filename="engine/worker/drawing.py" />
      <source>{name} has too little memory for this picture, so EigenBrush goes on with the processor.</source>
      <translation>{name} hat zu wenig Speicher für dieses Bild, daher macht EigenBrush mit dem Prozessor weiter.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/albums.py" />
      <source>looking for pictures</source>
      <translation>Bilder suchen</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/albums.py" />
      <source>There is no picture in {name}. Choose another folder, or a photo.</source>
      <translation>In {name} ist kein Bild. Wählen Sie einen anderen Ordner, oder ein Foto.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/albums.py" />
      <source>{start} of {paths_count}</source>
      <translation>{start} von {paths_count}</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/albums.py" />
      <source>1 picture</source>
      <translation>1 Bild</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/albums.py" />
      <source>{count} faces</source>
      <translation>{count} Gesichter</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/albums.py" />
      <source>1 face</source>
      <translation>1 Gesicht</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/albums.py" />
      <source>{name} has {there}; number {face} is not there.</source>
      <translation>{name} hat {there}; Nummer {face} gibt es nicht.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/between.py" />
      <source>It begins at the face in front, whichever that is, and ends at the same one.</source>
      <translation>Er beginnt beim Gesicht im Vordergrund, welches auch immer das ist, und endet bei demselben.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/between.py" />
      <source>What was fitted to a photo fades on the way from it.</source>
      <translation>Was an ein Foto angepasst wurde, verliert sich auf dem Weg von ihm weg.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/between.py" />
      <source>At {strength:+.1f} the first picture has become the second.</source>
      <translation>Bei {strength:+.1f} ist aus dem ersten Bild das zweite geworden.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/between.py" />
      <source>comparing the two</source>
      <translation>die beiden vergleichen</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/between.py" />
      <source>{name} holds {codes_count} codes, and one is wanted. Choose a file with one.</source>
      <translation>{name} enthält {codes_count} Codes, gebraucht wird einer. Wählen Sie eine Datei mit einem.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/between.py" />
      <source>Of what differs, {value:.0f} % is sure enough to be kept.</source>
      <translation>Von dem, was verschieden ist, sind {value:.0f} % sicher genug, um zu bleiben.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/between.py" />
      <source>These two pictures differ by no more than finding them errs. Choose two that differ more, or give several pairs.</source>
      <translation>Diese zwei Bilder sind nicht verschiedener, als man sich beim Finden irrt. Wählen Sie zwei verschiedenere, oder geben Sie mehrere Paare.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/between.py" />
      <source>Nothing differs between these two pictures but what is held fixed.</source>
      <translation>Zwischen diesen zwei Bildern ist nichts verschieden, als was festgehalten ist.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/between.py" />
      <source>A morph leads from one picture to one other. Give one pair.</source>
      <translation>Ein Übergang führt von einem Bild zu einem anderen. Geben Sie ein Paar.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/between.py" />
      <source>This is the picture that is here already, so there is no way to it. Choose another.</source>
      <translation>Das ist das Bild, das schon hier ist, es gibt also keinen Weg dorthin. Wählen Sie ein anderes.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/between.py" />
      <source>{name} has drawn one of the two pictures; both must be of the generator that is open.</source>
      <translation>{name} hat eines der beiden Bilder gezeichnet; beide müssen vom offenen Generator sein.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/between.py" />
      <source>{name} holds no picture of this generator. Choose another.</source>
      <translation>{name} enthält kein Bild dieses Generators. Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/between.py" />
      <source>{nothing} Release some.</source>
      <translation>{nothing} Geben Sie etwas davon frei.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/closer.py" />
      <source>Its noise was not fitted to the photo: that needs noise “as stored”.</source>
      <translation>Sein Rauschen wurde nicht an das Foto angepasst: Dazu muss das Rauschen „wie gespeichert“ sein.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/cutting.py" />
      <source>This face comes from no photo, so there is none to show. Open a photo first.</source>
      <translation>Dieses Gesicht stammt aus keinem Foto, es gibt also keines zu zeigen. Öffnen Sie zuerst ein Foto.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/laying.py" />
      <source>The square lies outside its photo, so nothing of the edit is seen there. Place it anew.</source>
      <translation>Das Quadrat liegt außerhalb seines Fotos, von der Änderung ist dort also nichts zu sehen. Setzen Sie es neu.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/laying.py" />
      <source>This face comes from no photo, so there is nothing to lay it back into. Open a photo first.</source>
      <translation>Dieses Gesicht stammt aus keinem Foto, es gibt also nichts, in das es wieder eingesetzt werden könnte. Öffnen Sie zuerst ein Foto.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/laying.py" />
      <source>The photo {path} changed while it was read. Try again.</source>
      <translation>Das Foto {path} hat sich beim Lesen geändert. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/photos.py" />
      <source>The photo {name} is another than when this face was found in it, so the edit would not fit. Put the earlier one back, or</source>
      <translation>Das Foto {name} ist ein anderes als damals, als dieses Gesicht darin gefunden wurde, die Änderung würde also nicht passen. Legen Sie das frühere zurück, oder</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/photos.py" />
      <source>A photo is read through a square, and the pictures of {name} have {size} pixels, so no photo can be brought into it; open a generator of square pictures for that.</source>
      <translation>Ein Foto wird durch ein Quadrat gelesen, und die Bilder von {name} haben {size} Pixel, darum kann kein Foto hinein; öffnen Sie dafür einen Generator quadratischer Bilder.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/photos.py" />
      <source>{places_count} faces were found; the largest is framed.</source>
      <translation>{places_count} Gesichter wurden gefunden; das größte ist eingerahmt.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/photos.py" />
      <source>The photo {name} is not there any more. Put it back, then try again.</source>
      <translation>Das Foto {name} ist nicht mehr da. Legen Sie es zurück, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
      <location filename="engine/worker/faces/photos.py" />
      <source>{other} bring it in anew with File &gt; Your own picture.</source>
      <translation>{other} holen Sie es neu herein mit Datei &gt; Eigenes Bild.</translation>
    </message>
    <message>
      <location filename="engine/worker/holdings.py" />
      <source>This picture's generator is not open. Open its file again.</source>
      <translation>Der Generator dieses Bildes ist nicht offen. Öffnen Sie seine Datei wieder.</translation>
    </message>
    <message>
      <location filename="engine/worker/opening.py" />
      <source>changing the device</source>
      <translation>Gerät wechseln</translation>
    </message>
    <message>
      <location filename="engine/worker/opening.py" />
      <source>There is no device {device} here; there is {available}.</source>
      <translation>Ein Gerät {device} gibt es hier nicht; es gibt {available}.</translation>
    </message>
    <message>
      <location filename="engine/worker/thread.py" />
      <source>This did not work because of a fault in EigenBrush ({name}: {error}). Nothing was changed.</source>
      <translation>Das ging wegen eines Fehlers in EigenBrush nicht ({name}: {error}). Nichts wurde geändert.</translation>
    </message>
    <message>
      <location filename="engine/worker/thread.py" />
      <source>There was not enough memory for this. Close other programs or choose a smaller size, and try again.</source>
      <translation>Dafür war nicht genug Speicher da. Schließen Sie andere Programme, oder wählen Sie eine kleinere Größe, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="engine/worker/thread.py" />
      <source>The engine could not start: {error}.</source>
      <translation>Die Engine konnte nicht starten: {error}.</translation>
    </message>
    <message>
      <location filename="engine/worker/thread.py" />
      <source>a torch context was left open</source>
      <translation>ein torch-Kontext wurde offen gelassen</translation>
    </message>
    <message>
      <location filename="engine/worker/workers.py" />
      <source>by 1 worker</source>
      <translation>von 1 Arbeiter</translation>
    </message>
    <message>
      <location filename="engine/worker/workers.py" />
      <source>by {count} workers</source>
      <translation>von {count} Arbeitern</translation>
    </message>
    <message>
      <location filename="engine/worker/workers.py" />
      <source>{note}, {who}</source>
      <translation>{note}, {who}</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>On the picture</source>
      <translation>Auf dem Bild</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Wheel</source>
      <translation>Mausrad</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>zoom at the cursor</source>
      <translation>am Mauszeiger zoomen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Space or middle button + drag</source>
      <translation>Leertaste oder mittlere Taste + Ziehen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>move the picture</source>
      <translation>Bild verschieben</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Double-click</source>
      <translation>Doppelklick</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>fit or 100 %</source>
      <translation>einpassen oder 100 %</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Hold \</source>
      <translation>\ gedrückt halten</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>compare with the picture without edits</source>
      <translation>mit dem Bild ohne Änderungen vergleichen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Alt + 1 to 9</source>
      <translation>Alt + 1 bis 9</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>back to that snapshot</source>
      <translation>zurück zu diesem Schnappschuss</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>While comparing: drag, arrows</source>
      <translation>Beim Vergleichen: ziehen, Pfeile</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>move the line, or the opacity; Esc ends</source>
      <translation>Linie oder Deckkraft verschieben; Esc beendet</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>With the brush</source>
      <translation>Mit dem Pinsel</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>[ and ]</source>
      <translation>[ und ]</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>smaller, larger; with Shift harder, softer</source>
      <translation>kleiner, größer; mit Umschalt härter, weicher</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Shift + drag</source>
      <translation>Umschalt + Ziehen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>size; squares and circles</source>
      <translation>Größe; Quadrate und Kreise</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Ctrl + drag, Alt + drag</source>
      <translation>Strg + Ziehen, Alt + Ziehen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>subtract instead of add</source>
      <translation>abziehen statt hinzufügen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>On a slider</source>
      <translation>Auf einem Regler</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Drag</source>
      <translation>Ziehen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>move; Shift fine, Ctrl in steps of 0.5</source>
      <translation>bewegen; Umschalt fein, Strg in Schritten von 0.5</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Arrows, PgUp, PgDn</source>
      <translation>Pfeile, Bild auf, Bild ab</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>0.1 (Shift 0.01, Ctrl 1) and 1 sigma</source>
      <translation>0.1 (Umschalt 0.01, Strg 1) und 1 Sigma</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Home</source>
      <translation>Pos1</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>set to 0</source>
      <translation>auf 0 setzen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Backspace or double-click</source>
      <translation>Rücktaste oder Doppelklick</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>back to the picture's own value</source>
      <translation>zurück zum eigenen Wert des Bildes</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Enter, F2</source>
      <translation>Eingabe, F2</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>type a value, rename</source>
      <translation>Wert eingeben, umbenennen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Right click, Menu key</source>
      <translation>Rechtsklick, Menütaste</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>move it with a knob or fader, and more</source>
      <translation>ihn mit einem Knopf oder Fader bewegen, und mehr</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>On the timeline</source>
      <translation>Auf der Zeitleiste</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Drag a picture</source>
      <translation>Ein Bild ziehen</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>to another time; with Ctrl or Alt a copy of it</source>
      <translation>auf eine andere Zeit; mit Strg oder Alt eine Kopie davon</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Double-click, Enter</source>
      <translation>Doppelklick, Eingabe</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>back to that picture</source>
      <translation>zurück zu diesem Bild</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Arrows</source>
      <translation>Pfeile</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>the next picture, or the next frame on the ruler</source>
      <translation>das nächste Bild, oder auf dem Lineal das nächste Einzelbild</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Shift + arrows</source>
      <translation>Umschalt + Pfeile</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>move the picture or point by a frame</source>
      <translation>das Bild oder den Punkt um ein Einzelbild verschieben</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Shift + drag on the ruler</source>
      <translation>Umschalt + Ziehen auf dem Lineal</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>the part that is played</source>
      <translation>der Teil, der abgespielt wird</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Esc</source>
      <translation>Esc</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>from the film to your picture</source>
      <translation>vom Film zum eigenen Bild</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Click a curve, Enter</source>
      <translation>Kurve anklicken, Eingabe</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>choose how it moves</source>
      <translation>wählen, wie sie sich bewegt</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>In the output window</source>
      <translation>Im Ausgabefenster</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>Double-click, F11</source>
      <translation>Doppelklick, F11</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>the whole screen, or a window</source>
      <translation>ganzer Bildschirm oder Fenster</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>from the whole screen to a window; then it closes</source>
      <translation>vom ganzen Bildschirm zum Fenster; dann schließt es</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>In the table of all methods</source>
      <translation>In der Tabelle aller Verfahren</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>S, Enter</source>
      <translation>S, Eingabe</translation>
    </message>
    <message>
      <location filename="app/window/actions.py" />
      <source>sort by this column; the sliders of this bar side by side</source>
      <translation>nach dieser Spalte sortieren; die Regler dieses Balkens nebeneinander</translation>
    </message>
    <message>
      <location filename="engine/regions/parts.py" />
      <source>mouth</source>
      <translation>Mund</translation>
    </message>
    <message>
      <location filename="engine/regions/parts.py" />
      <source>nose</source>
      <translation>Nase</translation>
    </message>
    <message>
      <location filename="engine/regions/parts.py" />
      <source>eye on the left</source>
      <translation>Auge links</translation>
    </message>
    <message>
      <location filename="engine/regions/parts.py" />
      <source>eye on the right</source>
      <translation>Auge rechts</translation>
    </message>
    <message>
      <location filename="engine/regions/parts.py" />
      <source>brows</source>
      <translation>Brauen</translation>
    </message>
    <message>
      <location filename="engine/regions/parts.py" />
      <source>chin</source>
      <translation>Kinn</translation>
    </message>
    <message>
      <location filename="engine/regions/parts.py" />
      <source>face</source>
      <translation>Gesicht</translation>
    </message>
    <message>
      <location filename="engine/regions/parts.py" />
      <source>hair</source>
      <translation>Haar</translation>
    </message>
    <message>
      <location filename="engine/regions/parts.py" />
      <source>background</source>
      <translation>Hintergrund</translation>
    </message>
    <message>
      <location filename="engine/regions/parts.py" />
      <source>skin</source>
      <translation>Haut</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>turn</source>
      <translation>Drehung</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>profile to front</source>
      <translation>Profil zu vorn</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>lean in</source>
      <translation>vorgebeugt</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>dark behind</source>
      <translation>dunkel dahinter</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>bushy hair</source>
      <translation>volles Haar</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>bright behind</source>
      <translation>hell dahinter</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>wispy hair</source>
      <translation>dünnes Haar</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>cap</source>
      <translation>Mütze</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>short hair</source>
      <translation>kurzes Haar</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>round face</source>
      <translation>rundes Gesicht</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>broad jaw</source>
      <translation>breiter Kiefer</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>high forehead</source>
      <translation>hohe Stirn</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>dim light</source>
      <translation>schwaches Licht</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>side light</source>
      <translation>Seitenlicht</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>bare head</source>
      <translation>bloßer Kopf</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>skin tone</source>
      <translation>Hautton</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>open mouth</source>
      <translation>offener Mund</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>pale hair</source>
      <translation>helles Haar</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>warm light</source>
      <translation>warmes Licht</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>blue behind</source>
      <translation>blau dahinter</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>golden tint</source>
      <translation>Goldton</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>serious</source>
      <translation>ernst</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>grin</source>
      <translation>Grinsen</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>green tint</source>
      <translation>Grünton</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from facing left or ahead to turned right</source>
      <translation>von nach links oder vorn gewandt bis nach rechts gedreht</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a profile to facing the viewer</source>
      <translation>vom Profil bis dem Betrachter zugewandt</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a smaller face set back to a larger one ahead</source>
      <translation>vom kleineren, zurückgesetzten Gesicht bis zum größeren vorn</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a light background to a dark one, head turning</source>
      <translation>vom hellen Hintergrund bis zum dunklen, der Kopf dreht sich</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a low, plain head to bushy dark hair, turned</source>
      <translation>vom niedrigen, schlichten Kopf bis zu vollem dunklem Haar, gedreht</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a dark or green background to a white one</source>
      <translation>vom dunklen oder grünen Hintergrund bis zum weißen</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from crisp dark hair to pale wisps that cover the face</source>
      <translation>vom scharfen dunklen Haar bis zu hellen Strähnen, die das Gesicht bedecken</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from long hair to a cap</source>
      <translation>vom langen Haar bis zur Mütze</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from hair along the cheeks to short hair</source>
      <translation>vom Haar an den Wangen bis zum kurzen Haar</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a long face to a round one with a fringe</source>
      <translation>vom langen Gesicht bis zum runden mit Pony</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a narrow chin to a broad jaw</source>
      <translation>vom schmalen Kinn bis zum breiten Kiefer</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from hair on the forehead to a high forehead</source>
      <translation>vom Haar in der Stirn bis zur hohen Stirn</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a bright face to a dark one</source>
      <translation>vom hellen Gesicht bis zum dunklen</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from light ahead to light from the side and behind</source>
      <translation>vom Licht von vorn bis zum Licht von der Seite und von hinten</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a hat or dark hair, mouth open, to a bare head</source>
      <translation>vom Hut oder dunklen Haar, Mund offen, bis zum bloßen Kopf</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a pale soft skin to a deep, contrasty one</source>
      <translation>von blasser, weicher Haut bis zu tiefer, kontrastreicher</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a grin and pale hair to an open mouth and dark hair</source>
      <translation>vom Grinsen und hellen Haar bis zum offenen Mund und dunklen Haar</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from dark hair and a smile to pale hair, mouth open</source>
      <translation>vom dunklen Haar und Lächeln bis zum hellen Haar, Mund offen</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from cool blue to warm orange</source>
      <translation>vom kühlen Blau bis zum warmen Orange</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a yellow background to a blue one</source>
      <translation>vom gelben Hintergrund bis zum blauen</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a violet tint and moustache to a golden one</source>
      <translation>vom violetten Ton und Schnurrbart bis zum goldenen</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from warm and laughing to cool and serious</source>
      <translation>von warm und lachend bis kühl und ernst</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from pale and sullen to a grin</source>
      <translation>von blass und mürrisch bis zum Grinsen</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.json" />
      <source>from a pinkish tint to a greenish one</source>
      <translation>vom rosa Ton bis zum grünlichen</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-eigengan-64.md" />
      <source>A 64 px EigenGAN of faces with 24 sliders in four layers, trained by the EigenBrush authors for EigenBrush</source>
      <translation>Ein EigenGAN von Gesichtern mit 64 px und 24 Reglern in vier Schichten, von den Autoren von EigenBrush für EigenBrush trainiert</translation>
    </message>
    <message>
      <location filename="resources/generators/faces-stylegan2-64.md" />
      <source>A 64 px StyleGAN2 of faces, trained by the EigenBrush authors for EigenBrush</source>
      <translation>Ein StyleGAN2 von Gesichtern mit 64 px, von den Autoren von EigenBrush für EigenBrush trainiert</translation>
    </message>
    <message>
      <location filename="engine/document/asked/between.py" />
      <source>Morph, straight</source>
      <translation>Übergang, gerade</translation>
    </message>
    <message>
      <location filename="engine/document/asked/between.py" />
      <source>Morph, near the average</source>
      <translation>Übergang, nahe am Durchschnitt</translation>
    </message>
    <message>
      <location filename="engine/document/asked/between.py" />
      <source>Morph, through usual faces</source>
      <translation>Übergang, über gewöhnliche Gesichter</translation>
    </message>
    <message>
      <location filename="engine/document" />
      <source>bytes</source>
      <translation>Byte</translation>
    </message>
    <message>
      <location filename="engine/document" />
      <source>numbers</source>
      <translation>Zahlen</translation>
    </message>
    <message>
      <location filename="engine/document" />
      <source>pixels</source>
      <translation>Pixel</translation>
    </message>
    <message>
      <location filename="engine/document" />
      <source>pictures</source>
      <translation>Bilder</translation>
    </message>
    <message>
      <location filename="engine/document" />
      <source>constant</source>
      <translation>wie gespeichert</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>attributes</source>
      <translation>Merkmale</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>network</source>
      <translation>Netz</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>answer</source>
      <translation>Antwort</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>shift</source>
      <translation>Verschiebung</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>content</source>
      <translation>Inhalt</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>samples</source>
      <translation>Proben</translation>
    </message>
    <message>
      <location filename="engine/methods/enjoy.py" />
      <source>steps</source>
      <translation>Schritte</translation>
    </message>
    <message>
      <location filename="engine/methods/ganalyze.py" />
      <source>attribute</source>
      <translation>Merkmal</translation>
    </message>
    <message>
      <location filename="engine/methods/ganalyze.py" />
      <source>classes</source>
      <translation>Klassen</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>components</source>
      <translation>Komponenten</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>route</source>
      <translation>Weg</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>auto</source>
      <translation>auto</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>features</source>
      <translation>Merkmale</translation>
    </message>
    <message>
      <location filename="engine/methods/ganspace.py" />
      <source>independent</source>
      <translation>unabhängig</translation>
    </message>
    <message>
      <location filename="engine/methods/interfacegan.py" />
      <source>share</source>
      <translation>Anteil</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>mode</source>
      <translation>Art</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>energy</source>
      <translation>Energie</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>pcp</source>
      <translation>pcp</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>compat</source>
      <translation>compat</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>relax</source>
      <translation>lockern</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>rank</source>
      <translation>Rang</translation>
    </message>
    <message>
      <location filename="engine/methods/lowrankgan.py" />
      <source>side</source>
      <translation>Seite</translation>
    </message>
    <message>
      <location filename="engine/methods/plumerault.py" />
      <source>transforms</source>
      <translation>Bearbeitungen</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>form</source>
      <translation>Form</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>null-space</source>
      <translation>Nullraum</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>generalised</source>
      <translation>verallgemeinert</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>path</source>
      <translation>Weg</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>curved</source>
      <translation>gekrümmt</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>held</source>
      <translation>gehalten</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>changed</source>
      <translation>geändert</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>exponent</source>
      <translation>Exponent</translation>
    </message>
    <message>
      <location filename="engine/methods/reds.py" />
      <source>step</source>
      <translation>Schritt</translation>
    </message>
    <message>
      <location filename="engine/methods/resefa.py" />
      <source>tau</source>
      <translation>Tau</translation>
    </message>
    <message>
      <location filename="engine/methods/sefa.py" />
      <source>normalize rows</source>
      <translation>Zeilen angleichen</translation>
    </message>
    <message>
      <location filename="engine/methods/steerability.py" />
      <source>walk</source>
      <translation>Gang</translation>
    </message>
    <message>
      <location filename="engine/methods/voynov.py" />
      <source>matrix</source>
      <translation>Matrix</translation>
    </message>
    <message>
      <location filename="engine/methods/voynov.py" />
      <source>orthonormal</source>
      <translation>orthonormal</translation>
    </message>
    <message>
      <location filename="engine/methods/voynov.py" />
      <source>free</source>
      <translation>frei</translation>
    </message>
    <message>
      <location filename="engine/methods/voynov.py" />
      <source>projected</source>
      <translation>projiziert</translation>
    </message>
    <message>
      <location filename="engine/methods/warpedganspace.py" />
      <source>dipoles</source>
      <translation>Dipole</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>yaw</source>
      <translation>Drehung</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>pitch</source>
      <translation>Nicken</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>roll</source>
      <translation>Neigung</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>smile</source>
      <translation>Lächeln</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>brightness</source>
      <translation>Helligkeit</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>hue</source>
      <translation>Farbton</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>saturation</source>
      <translation>Sättigung</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>sharpness</source>
      <translation>Schärfe</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>symmetry</source>
      <translation>Symmetrie</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>age</source>
      <translation>Alter</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>gender</source>
      <translation>Geschlecht</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>gaze across</source>
      <translation>Blick seitwärts</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>gaze up</source>
      <translation>Blick nach oben</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>raised brows</source>
      <translation>gehobene Brauen</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>closed eyes</source>
      <translation>geschlossene Augen</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>gender shape</source>
      <translation>Geschlecht der Form</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>weight</source>
      <translation>Gewicht</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>face length</source>
      <translation>Gesichtslänge</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>jaw</source>
      <translation>Kiefer</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>nose size</source>
      <translation>Nasengröße</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>nose shape</source>
      <translation>Nasenform</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>eye size</source>
      <translation>Augengröße</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>eye slant</source>
      <translation>Augenneigung</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>lips</source>
      <translation>Lippen</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>ears</source>
      <translation>Ohren</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>origin 1</source>
      <translation>Herkunft 1</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>origin 2</source>
      <translation>Herkunft 2</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>skin warmth</source>
      <translation>Wärme der Haut</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>lip colour</source>
      <translation>Lippenfarbe</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>freckles</source>
      <translation>Sommersprossen</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>iris</source>
      <translation>Iris</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>hair length</source>
      <translation>Haarlänge</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>hair volume</source>
      <translation>Haarfülle</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>curl</source>
      <translation>Locken</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>hair colour</source>
      <translation>Haarfarbe</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>grey hair</source>
      <translation>graues Haar</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>parting</source>
      <translation>Scheitel</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>fringe</source>
      <translation>Pony</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>receding hair</source>
      <translation>zurückweichendes Haar</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>tied hair</source>
      <translation>gebundenes Haar</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>beard</source>
      <translation>Bart</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>glasses</source>
      <translation>Brille</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>light across</source>
      <translation>Licht seitwärts</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>light above</source>
      <translation>Licht von oben</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>light strength</source>
      <translation>Lichtstärke</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>light warmth</source>
      <translation>Wärme des Lichts</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>background hue</source>
      <translation>Farbton des Hintergrunds</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>background lightness</source>
      <translation>Helligkeit des Hintergrunds</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>collar</source>
      <translation>Kragen</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>clothes hue</source>
      <translation>Farbton der Kleidung</translation>
    </message>
    <message>
      <location filename="engine/attributes" />
      <source>clothes lightness</source>
      <translation>Helligkeit der Kleidung</translation>
    </message>
  </context>
</TS>
